// SUNDIALS CVODE (BDF, banded Jacobian by CVODE's difference quotients) on spatial models of the catalog that nobody tuned anything for.
// Formulations and times come from a file of doubles, released fractions go into another, so that both programs solve the same.
// usage: cvode_catalog_bench MODEL RTOL ATOL THREADS COUNT TIMES IN OUT
#include <cvode/cvode.h>
#include <math.h>
#include <nvector/nvector_serial.h>
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sunlinsol/sunlinsol_band.h>
#include <sunmatrix/sunmatrix_band.h>
#include <time.h>

enum { SHELLS = 32, MOST = 8 };

// Grid of a sphere of radius 1 in shells of equal thickness: what flows through a face is area over distance times a difference.
static double inverse_volume[SHELLS], conductance[SHELLS];

static void make_grid(void) {
    double h = 1.0 / SHELLS;
    for (int i = 0; i < SHELLS; i++) {
        double in = i * h, out = (i + 1) * h;
        inverse_volume[i] = 1 / (out * out * out - in * in * in);
        conductance[i] = 3 * out * out / (i < SHELLS - 1 ? h : h / 2);
    }
}

typedef struct { double p[MOST]; } Formulation;

// lossy-sphere: R, D, k, phi, kb. States: c and l of every shell, burst pool, released.
static int lossy(sunrealtype t, N_Vector at, N_Vector to, void *data) {
    (void)t;
    const double *p = ((Formulation *)data)->p, *y = NV_DATA_S(at), rate = p[1] / (p[0] * p[0]);
    double *d = NV_DATA_S(to), in = 0;
    for (int i = 0; i < SHELLS; i++) {
        double out = conductance[i] * rate * (y[2 * i] - (i < SHELLS - 1 ? y[2 * i + 2] : 0)), lost = p[2] * y[2 * i];
        d[2 * i] = inverse_volume[i] * (in - out) - lost;
        d[2 * i + 1] = lost;
        in = out;
    }
    d[2 * SHELLS] = -p[4] * y[2 * SHELLS];
    d[2 * SHELLS + 1] = p[4] * y[2 * SHELLS] + (1 - p[3]) * in;
    return 0;
}

static void lossy_start(const Formulation *f, double *y) {
    for (int i = 0; i < SHELLS; i++) {
        y[2 * i] = 1;
        y[2 * i + 1] = 0;
    }
    y[2 * SHELLS] = f->p[3];
    y[2 * SHELLS + 1] = 0;
}

// s^(2/3), straight below a hundred-thousandth, as in the engine.
static double two_thirds(double s) { return s * exp(-log(fmax(0, s) + 1e-5) / 3); }

// dispersed-sphere: R, D, cs, kd. States: s and c of every shell, released.
static int dispersed(sunrealtype t, N_Vector at, N_Vector to, void *data) {
    (void)t;
    const double *p = ((Formulation *)data)->p, *y = NV_DATA_S(at), rate = p[1] / (p[0] * p[0]);
    double *d = NV_DATA_S(to), in = 0;
    for (int i = 0; i < SHELLS; i++) {
        double c = y[2 * i + 1], out = conductance[i] * rate * (c - (i < SHELLS - 1 ? y[2 * i + 3] : 0));
        double dissolved = p[3] * two_thirds(y[2 * i]) * (p[2] - c);
        d[2 * i] = -dissolved;
        d[2 * i + 1] = inverse_volume[i] * (in - out) + dissolved;
        in = out;
    }
    d[2 * SHELLS] = in;
    return 0;
}

static void dispersed_start(const Formulation *f, double *y) {
    for (int i = 0; i < SHELLS; i++) {
        y[2 * i] = 1 - f->p[2];
        y[2 * i + 1] = f->p[2];
    }
    y[2 * SHELLS] = 0;
}

// variable-diffusivity: R, D, p, b, kD, onset. States: c of every shell, released; x^p is known in every shell.
static int variable(sunrealtype t, N_Vector at, N_Vector to, void *data) {
    const double *p = ((Formulation *)data)->p, *y = NV_DATA_S(at);
    double *d = NV_DATA_S(to), in = 0, shared = p[1] / (p[0] * p[0]) * exp(p[4] * fmax(0, t - p[5])), h = 1.0 / SHELLS, here = 0;
    for (int i = 0; i <= SHELLS; i++) {
        // The shell's middle is where half of its volume lies within.
        double next = 0;
        if (i < SHELLS) {
            double inner = i * h, outer = inner + h, enclosed = (inner * inner * inner + outer * outer * outer) / 2;
            next = shared * pow(enclosed, p[2] / 3) * exp(p[3] * (1 - y[i]));
        }
        if (i > 0) {
            double through = i < SHELLS ? (here + next) / 2 : here;
            double out = conductance[i - 1] * through * (y[i - 1] - (i < SHELLS ? y[i] : 0));
            d[i - 1] = inverse_volume[i - 1] * (in - out);
            in = out;
        }
        here = next;
    }
    d[SHELLS] = in;
    return 0;
}

static void variable_start(const Formulation *f, double *y) {
    (void)f;
    for (int i = 0; i < SHELLS; i++)
        y[i] = 1;
    y[SHELLS] = 0;
}

// diffusion-sphere: R, D, Bi, kappa, phi, kb. States: c of every shell, burst pool, released.
static int diffusion(sunrealtype t, N_Vector at, N_Vector to, void *data) {
    (void)t;
    const double *p = ((Formulation *)data)->p, *y = NV_DATA_S(at), rate = p[1] / (p[0] * p[0]);
    double *d = NV_DATA_S(to), in = 0;
    for (int i = 0; i < SHELLS; i++) {
        double through = conductance[i] * rate, out;
        if (i < SHELLS - 1)
            out = through * (y[i] - y[i + 1]);
        else
            out = through / (1 + through / (3 * p[2] * rate)) * (y[i] - y[SHELLS + 1] / ((1 - p[4]) * p[3]));
        d[i] = inverse_volume[i] * (in - out);
        in = out;
    }
    d[SHELLS] = -p[5] * y[SHELLS];
    d[SHELLS + 1] = p[5] * y[SHELLS] + (1 - p[4]) * in;
    return 0;
}

static void diffusion_start(const Formulation *f, double *y) {
    for (int i = 0; i < SHELLS; i++)
        y[i] = 1;
    y[SHELLS] = f->p[4];
    y[SHELLS + 1] = 0;
}

// swelling-sphere: R, D0, Q0, ks, rs, Y, xi1, Qeq. States: c of every shell, released; how far it is swollen is known in closed form.
static int swelling(sunrealtype t, N_Vector at, N_Vector to, void *data) {
    const double *p = ((Formulation *)data)->p, *y = NV_DATA_S(at), q = p[7] - (p[7] - p[2]) * exp(-p[3] * t);
    double mesh = fmax(0, 1 - p[4] / (p[6] * cbrt(q))) * exp(-p[5] / fmax(1e-3, q - 1)), *d = NV_DATA_S(to), in = 0;
    double rate = p[1] / (p[0] * p[0]) * mesh / pow(q / p[2], 2.0 / 3);
    for (int i = 0; i < SHELLS; i++) {
        double out = conductance[i] * rate * (y[i] - (i < SHELLS - 1 ? y[i + 1] : 0));
        d[i] = inverse_volume[i] * (in - out);
        in = out;
    }
    d[SHELLS] = in;
    return 0;
}

typedef struct {
    const char *name;
    int parameters, states, band;
    CVRhsFn rates;
    void (*start)(const Formulation *f, double *y);
} Model;

static const Model MODELS[] = {
    {"diffusion-sphere", 6, SHELLS + 2, 2, diffusion, diffusion_start},
    {"swelling-sphere", 8, SHELLS + 1, 1, swelling, variable_start},
    {"lossy-sphere", 5, 2 * SHELLS + 2, 3, lossy, lossy_start},
    {"dispersed-sphere", 4, 2 * SHELLS + 1, 2, dispersed, dispersed_start},
    {"variable-diffusivity", 6, SHELLS + 1, 1, variable, variable_start},
};

static double seconds_of(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int main(int count, char **text) {
    const Model *model = NULL;
    for (size_t k = 0; count == 9 && k < sizeof MODELS / sizeof *MODELS; k++)
        if (!strcmp(text[1], MODELS[k].name))
            model = &MODELS[k];
    if (!model) {
        fprintf(stderr, "usage: %s diffusion-sphere|dispersed-sphere|lossy-sphere|swelling-sphere|variable-diffusivity RTOL ATOL THREADS COUNT TIMES IN OUT\n", text[0]);
        return 1;
    }
    double rtol = atof(text[2]), atol = atof(text[3]);
    int threads = atoi(text[4]), times = atoi(text[6]);
    long n = strtol(text[5], NULL, 10), failed = 0;
    double *parameters = malloc(sizeof(double) * (size_t)n * (size_t)model->parameters), *at = malloc(sizeof(double) * (size_t)times);
    double *curves = malloc(sizeof(double) * (size_t)n * (size_t)times);
    FILE *in = fopen(text[7], "rb"), *out;
    if (!in || fread(at, sizeof(double), (size_t)times, in) != (size_t)times
        || fread(parameters, sizeof(double), (size_t)(n * model->parameters), in) != (size_t)(n * model->parameters)) {
        fprintf(stderr, "%s: it does not hold so many times and formulations.\n", text[7]);
        return 1;
    }
    fclose(in);
    make_grid();
    double wall = seconds_of(CLOCK_MONOTONIC), processor = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
#pragma omp parallel num_threads(threads) reduction(+ : failed)
    {
        SUNContext context;
        Formulation f;
        SUNContext_Create(NULL, &context);
        N_Vector y = N_VNew_Serial(model->states, context);
        void *cvode = CVodeCreate(CV_BDF, context);
        N_VConst(1, y);
        CVodeInit(cvode, model->rates, 0, y);
        CVodeSStolerances(cvode, rtol, atol);
        CVodeSetMaxNumSteps(cvode, 1000000);
        CVodeSetUserData(cvode, &f);
        SUNMatrix matrix = SUNBandMatrix(model->states, model->band, model->band, context);
        SUNLinearSolver linear = SUNLinSol_Band(y, matrix, context);
        CVodeSetLinearSolver(cvode, linear, matrix);
#pragma omp for schedule(dynamic, 32)
        for (long i = 0; i < n; i++) {
            sunrealtype reached;
            int gave_up = 0;
            memcpy(f.p, parameters + i * model->parameters, sizeof(double) * (size_t)model->parameters);
            model->start(&f, NV_DATA_S(y));
            CVodeReInit(cvode, 0, y);
            for (int j = 0; j < times; j++) {
                gave_up = gave_up || CVode(cvode, at[j], y, &reached, CV_NORMAL) < 0;
                curves[i * times + j] = gave_up ? NAN : NV_DATA_S(y)[model->states - 1];
            }
            failed += gave_up;
        }
        CVodeFree(&cvode);
        SUNLinSolFree(linear);
        SUNMatDestroy(matrix);
        N_VDestroy(y);
        SUNContext_Free(&context);
    }
    wall = seconds_of(CLOCK_MONOTONIC) - wall;
    processor = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - processor;
    out = fopen(text[8], "wb");
    if (!out || fwrite(curves, sizeof(double), (size_t)(n * times), out) != (size_t)(n * times)) {
        fprintf(stderr, "%s: it cannot be written.\n", text[8]);
        return 1;
    }
    fclose(out);
    printf("{\"wall\": %.6g, \"processor\": %.6g, \"failed\": %ld}\n", wall, processor, failed);
    return 0;
}
