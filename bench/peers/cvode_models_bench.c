// SUNDIALS CVODE on two models that nobody tuned for: a sphere of two species and five compartments; see cvode.h for methods.
#include "cvode.h"

// ---- two-species: y = [b_0, c_0, .. b_31, c_31, Q, B], bound and free drug in every shell, receptor, burst pool. With bound
// before free the Jacobian has 2 diagonals below and 2 above the main one, and the receptor still touches the last shell.

enum { BOUND = 0, FREE = 1, Q_TWO = 2 * SHELLS, B_TWO = Q_TWO + 1, BAND_TWO = 2 };

static void start_two(const Problem *problem, Formulation *f, double *y) {
    (void)problem;
    double k = f->p[1], sites = k * f->p[3], middle = 1 + k - sites, root = sqrt(middle * middle + 4 * sites);
    double c = middle < 0 ? (root - middle) / (2 * sites) : 2 / (root + middle);
    for (int i = 0; i < SHELLS; i++) {
        y[2 * i + BOUND] = k * c / (1 + sites * c);
        y[2 * i + FREE] = c;
    }
    y[Q_TWO] = 0;
    y[B_TWO] = f->p[4];
}

static int rates_two(sunrealtype t, N_Vector states, N_Vector rates, void *data) {
    (void)t;
    const double *p = ((Formulation *)data)->p, *y = NV_DATA_S(states);
    double *dy = NV_DATA_S(rates), per_tau = 1 / p[0], k = p[1], koff = p[2], load = p[3], core = 1 - p[4], kb = p[5];
    double in = 0, outside = 1 / (core * p[6]);
    for (int i = 0; i < SHELLS; i++) {
        const double *here = y + 2 * i;
        double beyond = i < SHELLS - 1 ? here[2 + FREE] : outside * y[Q_TWO];
        double out = per_tau * CONDUCTANCE[i] * (here[FREE] - beyond);
        double binding = koff * (k * here[FREE] * (1 - load * here[BOUND]) - here[BOUND]);
        dy[2 * i + BOUND] = binding;
        dy[2 * i + FREE] = (in - out) * INVERSE_VOLUME[i] - binding;
        in = out;
    }
    dy[Q_TWO] = kb * y[B_TWO] + core * in;
    dy[B_TWO] = -kb * y[B_TWO];
    return 0;
}

static int jacobian_two(sunrealtype t, N_Vector states, N_Vector rates, SUNMatrix matrix, void *data, N_Vector x1, N_Vector x2, N_Vector x3) {
    (void)t, (void)rates, (void)x1, (void)x2, (void)x3;
    const double *p = ((Formulation *)data)->p, *y = NV_DATA_S(states);
    double per_tau = 1 / p[0], k = p[1], koff = p[2], load = p[3], core = 1 - p[4], outside = 1 / (core * p[6]);
    for (int i = 0; i < SHELLS; i++) {
        int bound = 2 * i + BOUND, free = 2 * i + FREE, surface = i == SHELLS - 1;
        double by_bound = -koff * (k * load * y[free] + 1), by_free = koff * k * (1 - load * y[bound]);
        double inner = i > 0 ? per_tau * CONDUCTANCE[i - 1] * INVERSE_VOLUME[i] : 0, outer = per_tau * CONDUCTANCE[i] * INVERSE_VOLUME[i];
        J(bound, bound) = by_bound;
        J(bound, free) = by_free;
        J(free, bound) = -by_bound;
        J(free, free) = -by_free - inner - outer;
        J(free, surface ? Q_TWO : free + 2) = surface ? outer * outside : outer;
        if (i > 0)
            J(free, free - 2) = inner;
    }
    double through = core * per_tau * CONDUCTANCE[SHELLS - 1];
    J(Q_TWO, Q_TWO - 1) = through;
    J(Q_TWO, Q_TWO) = -through * outside;
    J(Q_TWO, B_TWO) = p[5];
    J(B_TWO, B_TWO) = -p[5];
    return 0;
}

static void write_two(const Formulation *f, const double *y, double *curves, int j) {
    (void)f;
    double bound = 0;
    for (int i = 0; i < SHELLS; i++)
        bound += y[2 * i + BOUND] / INVERSE_VOLUME[i];
    curves[j] = y[Q_TWO];
    curves[TIMES + j] = bound;
}

// ---- five-state: y = [free, bound, plasma, tissue, eliminated]

static void start_five(const Problem *problem, Formulation *f, double *y) {
    (void)problem;
    y[0] = f->p[2] / (f->p[1] + f->p[2]);
    y[1] = f->p[1] / (f->p[1] + f->p[2]);
    y[2] = y[3] = y[4] = 0;
}

static int rates_five(sunrealtype t, N_Vector states, N_Vector rates, void *data) {
    (void)t;
    const double *p = ((Formulation *)data)->p, *y = NV_DATA_S(states);
    double *dy = NV_DATA_S(rates), release = p[0] * y[0], binding = p[1] * y[0] - p[2] * y[1];
    double exchange = p[3] * y[2] - p[4] * y[3], elimination = p[5] * y[2] / (p[6] + y[2]);
    dy[0] = -release - binding;
    dy[1] = binding;
    dy[2] = release - exchange - elimination;
    dy[3] = exchange;
    dy[4] = elimination;
    return 0;
}

static void write_five(const Formulation *f, const double *y, double *curves, int j) {
    (void)f;
    curves[j] = y[2] + y[3] + y[4];
    curves[TIMES + j] = y[2];
    curves[2 * TIMES + j] = y[4];
}

static const Model MODELS[] = {
    {"two-species", rates_two, jacobian_two, BAND_TWO, BAND_TWO, start_two, write_two, NULL, NULL, 0},
    {"five-state", rates_five, NULL, 2, 2, start_five, write_five, NULL, NULL, 0},
};

int main(int count, char **text) { return run(count, text, MODELS, sizeof MODELS / sizeof *MODELS); }
