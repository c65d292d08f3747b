// SUNDIALS CVODE on the benchmark problems: one integrator a thread, started anew for every formulation.
// Methods: adams (functional iteration), band (BDF, banded Jacobian written by hand), band_dq (the same by CVODE's
// difference quotients), dense (BDF, full Jacobian by difference quotients).
#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <omp.h>
#include <sunlinsol/sunlinsol_band.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_band.h>
#include <sunmatrix/sunmatrix_dense.h>
#include <sunnonlinsol/sunnonlinsol_fixedpoint.h>
#include "measure.h"

// A formulation as the rates see it.
typedef struct { double p[MOST_PARAMETERS]; Sphere sphere; } Formulation;

static int rates_p1(sunrealtype t, N_Vector y, N_Vector dy, void *data) {
    (void)t;
    rates1(((Formulation *)data)->p, NV_DATA_S(y), NV_DATA_S(dy));
    return 0;
}

static int rates_p2(sunrealtype t, N_Vector y, N_Vector dy, void *data) {
    (void)t;
    rates2(&((Formulation *)data)->sphere, NV_DATA_S(y), NV_DATA_S(dy));
    return 0;
}

static int rates_p3(sunrealtype t, N_Vector y, N_Vector dy, void *data) {
    (void)t;
    rates3(&((Formulation *)data)->sphere, NV_DATA_S(y), NV_DATA_S(dy));
    return 0;
}

#define J(row, column) SM_ELEMENT_B(matrix, row, column)

// Tridiagonal but for m's column: of that, only what lies in the band is kept, which is enough for Newton's iteration.
static int jacobian_p2(sunrealtype t, N_Vector states, N_Vector rates, SUNMatrix matrix, void *data, N_Vector a, N_Vector b, N_Vector c) {
    (void)t, (void)a, (void)b, (void)c;
    const Sphere *s = &((Formulation *)data)->sphere;
    double m = NV_Ith_S(states, M2), d = s->diffusivity * exp(s->alpha * (1 - m));
    J(M2, M2) = -s->k * (1 + s->beta * (1 - 2 * m));
    J(C2, M2) = -s->alpha * NV_Ith_S(rates, C2);
    for (int i = 0; i < SHELLS; i++) {
        int row = C2 + i;
        double lower = i > 0 ? d * CONDUCTANCE[i - 1] * INVERSE_VOLUME[i] : 0, upper = d * CONDUCTANCE[i] * INVERSE_VOLUME[i];
        J(row, row) = -lower - upper;
        J(row, row + 1) = i < SHELLS - 1 ? upper : upper * s->outside;
        if (i > 0)
            J(row, row - 1) = lower;
    }
    double surface = d * CONDUCTANCE[SHELLS - 1] * (1 - s->phi);
    J(Q2, Q2 - 1) = surface;
    J(Q2, Q2) = -surface * s->outside;
    J(Q2, B2) = s->burst;
    J(B2, B2) = -s->burst;
    return 0;
}

// The flux of one species out of shell i has the same derivatives, with opposite signs, in both shells it joins.
static void add_flux(SUNMatrix matrix, int row, double sign, int i, double d, double through, double difference, double slope_here, double slope_out) {
    int here = 3 * i, surface = i == SHELLS - 1;
    int species = row % 3;
    J(row, here + species) += sign * d * through;
    J(row, here + M3) += sign * d * difference * slope_here;
    if (!surface) {
        J(row, here + 3 + species) -= sign * d * through;
        J(row, here + 3 + M3) += sign * d * difference * slope_out;
    }
}

static int jacobian_p3(sunrealtype t, N_Vector states, N_Vector rates, SUNMatrix matrix, void *data, N_Vector x1, N_Vector x2, N_Vector x3) {
    (void)t, (void)rates, (void)x1, (void)x2, (void)x3;
    const Sphere *s = &((Formulation *)data)->sphere;
    const double *y = NV_DATA_S(states);
    double growth = exp(s->alpha * (1 - y[M3]));
    for (int i = 0; i < SHELLS; i++) {
        const double *here = y + 3 * i;
        int row = 3 * i, surface = i == SHELLS - 1;
        double growth_out = surface ? growth : exp(s->alpha * (1 - here[3 + M3]));
        double through = 0.5 * (growth + growth_out) * CONDUCTANCE[i];
        // d through / dm of this shell and of the next; at the surface, this shell alone decides.
        double slope = -0.5 * s->alpha * CONDUCTANCE[i], slope_here = (surface ? 2 : 1) * slope * growth, slope_out = slope * growth_out;
        double acid = here[A3] - (surface ? 0 : here[3 + A3]), drug = here[C3] - (surface ? s->outside * y[Q3] : here[3 + C3]);
        add_flux(matrix, row + A3, -INVERSE_VOLUME[i], i, s->acid, through, acid, slope_here, slope_out);
        add_flux(matrix, row + C3, -INVERSE_VOLUME[i], i, s->diffusivity, through, drug, slope_here, slope_out);
        if (!surface) {
            add_flux(matrix, row + 3 + A3, INVERSE_VOLUME[i + 1], i, s->acid, through, acid, slope_here, slope_out);
            add_flux(matrix, row + 3 + C3, INVERSE_VOLUME[i + 1], i, s->diffusivity, through, drug, slope_here, slope_out);
        } else {
            double release = (1 - s->phi) * s->diffusivity;
            J(row + C3, Q3) += INVERSE_VOLUME[i] * s->diffusivity * through * s->outside;
            J(Q3, row + C3) = release * through;
            J(Q3, row + M3) = release * drug * slope_here;
            J(Q3, Q3) = -release * through * s->outside;
        }
        double by_m = s->k * (1 + s->beta * here[A3]), by_a = s->k * here[M3] * s->beta;
        J(row + M3, row + M3) -= by_m;
        J(row + M3, row + A3) -= by_a;
        J(row + A3, row + M3) += by_m;
        J(row + A3, row + A3) += by_a;
        growth = growth_out;
    }
    J(Q3, B3) = s->burst;
    J(B3, B3) = -s->burst;
    return 0;
}

// One thread's integrator.
typedef struct {
    SUNContext context;
    void *cvode;
    N_Vector y;
    SUNMatrix matrix;
    SUNLinearSolver linear;
    SUNNonlinearSolver fixed_point;
    Formulation *formulation;
} Integrator;

static void set_up_newton(Integrator *it, const Arguments *given) {
    int n = given->problem->states, which = given->problem->name[1];
    if (!strcmp(given->method, "dense")) {
        it->matrix = SUNDenseMatrix(n, n, it->context);
        it->linear = SUNLinSol_Dense(it->y, it->matrix, it->context);
    } else {
        it->matrix = which == '3' ? SUNBandMatrix(n, UPPER3, LOWER3, it->context) : SUNBandMatrix(n, 1, 1, it->context);
        it->linear = SUNLinSol_Band(it->y, it->matrix, it->context);
    }
    CVodeSetLinearSolver(it->cvode, it->linear, it->matrix);
    if (!strcmp(given->method, "band") && which != '1')
        CVodeSetJacFn(it->cvode, which == '2' ? jacobian_p2 : jacobian_p3);
}

static Integrator set_up(const Arguments *given) {
    Integrator it = {0};
    int adams = !strcmp(given->method, "adams"), which = given->problem->name[1];
    it.formulation = malloc(sizeof *it.formulation);
    SUNContext_Create(NULL, &it.context);
    it.y = N_VNew_Serial(given->problem->states, it.context);
    it.cvode = CVodeCreate(adams ? CV_ADAMS : CV_BDF, it.context);
    N_VConst(1, it.y);
    CVodeInit(it.cvode, which == '1' ? rates_p1 : which == '2' ? rates_p2 : rates_p3, 0, it.y);
    CVodeSStolerances(it.cvode, given->rtol, given->atol);
    CVodeSetMaxNumSteps(it.cvode, 1000000);
    CVodeSetUserData(it.cvode, it.formulation);
    if (adams) {
        it.fixed_point = SUNNonlinSol_FixedPoint(it.y, 0, it.context);
        CVodeSetNonlinearSolver(it.cvode, it.fixed_point);
    } else {
        set_up_newton(&it, given);
    }
    return it;
}

static void tear_down(Integrator *it) {
    CVodeFree(&it->cvode);
    if (it->linear)
        SUNLinSolFree(it->linear);
    if (it->matrix)
        SUNMatDestroy(it->matrix);
    if (it->fixed_point)
        SUNNonlinSolFree(it->fixed_point);
    N_VDestroy(it->y);
    SUNContext_Free(&it->context);
    free(it->formulation);
}

static void start(Integrator *it, const Problem *problem, long i) {
    Formulation *f = it->formulation;
    double *y = NV_DATA_S(it->y);
    draw_formulation(problem, i, f->p);
    if (problem->name[1] == '1') {
        start1(f->p, y);
    } else {
        f->sphere = sphere_of(problem, f->p);
        (problem->name[1] == '2' ? start2 : start3)(&f->sphere, y);
    }
    CVodeReInit(it->cvode, 0, it->y);
}

static void write_output(const Problem *problem, const double *y, double *curves, int j) {
    switch (problem->name[1]) {
    case '1':
        curves[j] = 1 - y[0] - y[1];
        curves[TIMES + j] = y[2];
        break;
    case '2': curves[j] = y[Q2]; break;
    default:
        curves[j] = y[Q3];
        curves[TIMES + j] = mean_polymer3(y);
        break;
    }
}

// Solves one formulation; the answer is 0, or 1 if CVODE gave up.
static int solve(Integrator *it, const Problem *problem, long i, double *curves, long *steps) {
    sunrealtype reached;
    long taken = 0;
    int failed = 0;
    start(it, problem, i);
    for (int j = 0; j < TIMES; j++) {
        if (!failed && CVode(it->cvode, OUTPUT_TIMES[j], it->y, &reached, CV_NORMAL) < 0) {
            failed = 1;
            N_VConst(NAN, it->y);
        }
        write_output(problem, NV_DATA_S(it->y), curves, j);
    }
    CVodeGetNumSteps(it->cvode, &taken);
    *steps += taken;
    return failed;
}

// Solves the first `count` formulations on all threads; the answer is how many failed.
static long solve_all(const Arguments *given, long count, double *curves, long *total_steps) {
    long failed = 0, steps = 0;
    int length = given->problem->curves * TIMES;
#pragma omp parallel num_threads(given->threads) reduction(+ : failed, steps)
    {
        Integrator it = set_up(given);
#pragma omp for schedule(dynamic, 32)
        for (long i = 0; i < count; i++)
            failed += solve(&it, given->problem, i, curves + i * length, &steps);
        tear_down(&it);
    }
    *total_steps = steps;
    return failed;
}

int main(int count, char **text) {
    Arguments given = read_arguments(count, text, "adams|band|band_dq|dense");
    long n = given.trajectories, room = n < REFERENCES ? REFERENCES : n, failed = 0, steps = 0;
    double *curves = malloc(sizeof(double) * (size_t)room * (size_t)given.problem->curves * TIMES);
    double *checked = malloc(sizeof(double) * REFERENCES * (size_t)given.problem->curves * TIMES);
    Best best = {INFINITY, INFINITY};
    char who[64];
    set_up_problems();
    memset(curves, 0, sizeof(double) * (size_t)room * (size_t)given.problem->curves * TIMES);
    solve_all(&given, REFERENCES, checked, &steps); // warms up, too
    for (int k = 0; k < given.repeats; k++) {
        double wall = wall_seconds(), processor = processor_seconds();
        failed = solve_all(&given, n, curves, &steps);
        best.wall = fmin(best.wall, wall_seconds() - wall);
        best.processor = fmin(best.processor, processor_seconds() - processor);
    }
    snprintf(who, sizeof who, "cvode %s", given.method);
    print_result(who, &given, checked, best, (double)steps / (double)n, failed);
    return 0;
}
