// SUNDIALS CVODE on P1, P2 and P3; see cvode.h for methods.
#include "cvode.h"

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

static void start_p1(const Problem *problem, Formulation *f, double *y) {
    (void)problem;
    start1(f->p, y);
}

static void start_p2(const Problem *problem, Formulation *f, double *y) {
    f->sphere = sphere_of(problem, f->p);
    start2(&f->sphere, y);
}

static void start_p3(const Problem *problem, Formulation *f, double *y) {
    f->sphere = sphere_of(problem, f->p);
    start3(&f->sphere, y);
}

static void write_p1(const Formulation *f, const double *y, double *curves, int j) {
    (void)f;
    curves[j] = 1 - y[0] - y[1];
    curves[TIMES + j] = y[2];
}

static void write_p2(const Formulation *f, const double *y, double *curves, int j) {
    (void)f; curves[j] = y[Q2]; }

static void write_p3(const Formulation *f, const double *y, double *curves, int j) {
    (void)f;
    curves[j] = y[Q3];
    curves[TIMES + j] = mean_polymer3(y);
}

static const Model MODELS[] = {
    {"p1", rates_p1, NULL, 1, 1, start_p1, write_p1, NULL, NULL, 0},
    {"p2", rates_p2, jacobian_p2, 1, 1, start_p2, write_p2, NULL, NULL, 0},
    {"p3", rates_p3, jacobian_p3, LOWER3, UPPER3, start_p3, write_p3, NULL, NULL, 0},
};

int main(int count, char **text) { return run(count, text, MODELS, sizeof MODELS / sizeof *MODELS); }
