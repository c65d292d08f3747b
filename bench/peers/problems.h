// The benchmark problems as every peer solves them: formulations, output times, rates. Time in days.
// P1: burst and eroding pools into a receptor, 3 states. P2: degrading sphere of 32 shells, 35 states, stiff.
// P3: the same sphere with polymer, acid and drug local to every shell, 98 states, stiff.
// two-species: drug that binds reversibly in a sphere, 66 states, stiff. five-state: nanocarrier and body.
// i1: particles and drug in the organs of a mouse, 15 states, stiff; time in hours.
#pragma once
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

enum { TIMES = 64, SHELLS = 32, STATES1 = 3, STATES2 = SHELLS + 3, STATES3 = 3 * SHELLS + 2, STATES_TWO = 2 * SHELLS + 2, MOST_PARAMETERS = 34 };

// Shape of a problem, and the ranges from which its formulations are drawn, log-uniformly. Output times go from `first` to
// `last` in equal ratios.
typedef struct {
    const char *name;
    int parameters, states, curves;
    double rtol, atol;
    double low[MOST_PARAMETERS], high[MOST_PARAMETERS];
    double first, last;
} Problem;

static const Problem PROBLEMS[] = {
    // phi, kb, ks, Vm, Km, ke
    {"p1", 6, STATES1, 2, 1e-5, 1e-8, {0.1, 0.2, 0.01, 0.005, 0.05, 0.1}, {0.6, 5, 0.2, 0.1, 1, 2}, 1e-3, 30},
    // R, tau, alpha, k, beta, phi, kb, kappa
    {"p2", 8, STATES2, 1, 1e-4, 1e-7, {50, 0.1, 0.5, 0.005, 1, 0.02, 1, 2}, {500, 100, 5, 0.2, 20, 0.4, 50, 100}, 1e-3, 30},
    // as P2, and tau_a
    {"p3", 9, STATES3, 2, 1e-4, 1e-7, {50, 0.1, 0.5, 0.005, 1, 0.02, 1, 2, 0.01}, {500, 100, 5, 0.2, 20, 0.4, 50, 100, 10}, 1e-3, 30},
    // tau, K, koff, load, phi, kb, kappa
    {"two-species", 7, STATES_TWO, 2, 1e-4, 1e-7, {0.01, 1, 0.1, 0.01, 0.01, 1, 100}, {10, 1000, 1000, 2, 0.3, 50, 10000}, 1e-3, 30},
    // kS, kon, koff, k12, k21, Vm, Km
    {"five-state", 7, 5, 3, 1e-5, 1e-8, {0.2, 0.1, 0.05, 0.2, 0.2, 0.1, 0.1}, {5, 5, 2, 5, 5, 1, 1}, 1e-3, 30},
    // delta, tau, b, dose, W, WT, wL, wS, wK, wU, wB, bL, bS, bT, bK, bU, PSL, PSS, PST, PSK, PSU, PSR, KpL, KpS,
    // KpT, KpK, KpU, KpR, qT, kel, kr, eL, eK, eR
    {"i1", 34, 15, 6, 1e-4, 1e-8,
     {0.002, 50, 0.4, 1, 18, 0.2, 0.05, 0.0045, 0.012, 0.0055, 0.075, 0.1, 0.12, 0.008, 0.07, 0.18, 0.007, 0.0007, 0.0004,
      0.0003, 0.00004, 0.02, 25, 50, 45, 40, 50, 45, 1, 2.5, 1.5, 100, 40, 120},
     {0.3, 30000, 1.1, 15, 25, 1, 0.062, 0.007, 0.016, 0.0075, 0.09, 0.16, 0.18, 0.013, 0.1, 0.26, 0.07, 0.007, 0.004,
      0.003, 0.0004, 0.2, 70, 160, 110, 90, 120, 110, 4, 8, 4, 400, 200, 500}, 1e-2, 50},
};

static double OUTPUT_TIMES[TIMES];

// Fluxes go through CONDUCTANCE[i] between shells i and i + 1 (the last one: half a shell to the surface).
static double CONDUCTANCE[SHELLS], INVERSE_VOLUME[SHELLS];

static void set_up_problems(const Problem *problem) {
    for (int j = 0; j < TIMES; j++)
        OUTPUT_TIMES[j] = problem->first * pow(problem->last / problem->first, j / (TIMES - 1.0));
    OUTPUT_TIMES[TIMES - 1] = problem->last;
    for (int i = 0; i < SHELLS; i++) {
        double inner = (double)i / SHELLS, outer = (i + 1.0) / SHELLS;
        INVERSE_VOLUME[i] = 1 / (outer * outer * outer - inner * inner * inner);
        CONDUCTANCE[i] = 3 * outer * outer * SHELLS * (i < SHELLS - 1 ? 1 : 2);
    }
}

// A number in [0, 1) that depends on (i, j) alone: the finalizer of splitmix64.
static inline double uniform(uint64_t i, uint64_t j) {
    uint64_t z = (i * 64 + j + 1) * 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    z ^= z >> 31;
    return (double)(z >> 11) * 0x1p-53;
}

static inline void draw_formulation(const Problem *problem, long i, double *p) {
    for (int j = 0; j < problem->parameters; j++)
        p[j] = problem->low[j] * pow(problem->high[j] / problem->low[j], uniform((uint64_t)i, (uint64_t)j));
}

// ---- P1: y = [burst pool, slow pool, receptor]

static inline void start1(const double *p, double *y) {
    y[0] = p[0];
    y[1] = 1 - p[0];
    y[2] = 0;
}

static inline void rates1(const double *p, const double *y, double *dy) {
    double kb = p[1], ks = p[2], vm = p[3], km = p[4], ke = p[5];
    double erosion = ks * y[1] + vm * y[1] / (km + y[1]);
    dy[0] = -kb * y[0];
    dy[1] = -erosion;
    dy[2] = kb * y[0] + erosion - ke * y[2];
}

// ---- P2 and P3: what follows from a formulation's parameters

typedef struct {
    double diffusivity, alpha, k, beta, phi, burst, outside, acid;
} Sphere;

static inline Sphere sphere_of(const Problem *problem, const double *p) {
    Sphere s = {
        .diffusivity = 1 / p[1], .alpha = p[2], .k = p[3], .beta = p[4], .phi = p[5],
        .burst = p[6] * 100 / p[0], .outside = 1 / ((1 - p[5]) * p[7]),
        .acid = problem->parameters > 8 ? 1 / p[8] : 0,
    };
    return s;
}

// ---- P2: y = [m, c_0 .. c_31, Q, B]

enum { M2 = 0, C2 = 1, Q2 = SHELLS + 1, B2 = SHELLS + 2 };

static inline void start2(const Sphere *s, double *y) {
    for (int i = 0; i <= SHELLS; i++)
        y[i] = 1;
    y[Q2] = 0;
    y[B2] = s->phi;
}

static inline void rates2(const Sphere *s, const double *y, double *dy) {
    const double *c = y + C2;
    double d = s->diffusivity * exp(s->alpha * (1 - y[M2])), flux[SHELLS];
    for (int i = 0; i < SHELLS - 1; i++)
        flux[i] = d * CONDUCTANCE[i] * (c[i] - c[i + 1]);
    flux[SHELLS - 1] = d * CONDUCTANCE[SHELLS - 1] * (c[SHELLS - 1] - s->outside * y[Q2]);
    dy[M2] = -s->k * y[M2] * (1 + s->beta * (1 - y[M2]));
    dy[C2] = -flux[0] * INVERSE_VOLUME[0];
    for (int i = 1; i < SHELLS; i++)
        dy[C2 + i] = (flux[i - 1] - flux[i]) * INVERSE_VOLUME[i];
    dy[Q2] = s->burst * y[B2] + (1 - s->phi) * flux[SHELLS - 1];
    dy[B2] = -s->burst * y[B2];
}

// ---- P3: y = [c_0, a_0, m_0, .. c_31, a_31, m_31, Q, B]. With drug, acid, polymer in this order the Jacobian has
// 3 diagonals below and 5 above the main one; any other order costs more to factor.

enum { C3 = 0, A3 = 1, M3 = 2, Q3 = 3 * SHELLS, B3 = Q3 + 1, LOWER3 = 3, UPPER3 = 5 };

static inline void start3(const Sphere *s, double *y) {
    for (int i = 0; i < SHELLS; i++) {
        y[3 * i + C3] = 1;
        y[3 * i + A3] = 0;
        y[3 * i + M3] = 1;
    }
    y[Q3] = 0;
    y[B3] = s->phi;
}

// Mean of the polymer mass over the sphere's volume.
static inline double mean_polymer3(const double *y) {
    double sum = 0;
    for (int i = 0; i < SHELLS; i++)
        sum += y[3 * i + M3] / INVERSE_VOLUME[i];
    return sum;
}

static inline void rates3(const Sphere *s, const double *y, double *dy) {
    double acid_in = 0, drug_in = 0, growth = exp(s->alpha * (1 - y[M3]));
    for (int i = 0; i < SHELLS; i++) {
        const double *here = y + 3 * i;
        int surface = i == SHELLS - 1;
        double growth_out = surface ? growth : exp(s->alpha * (1 - here[3 + M3]));
        double through = 0.5 * (growth + growth_out) * CONDUCTANCE[i];
        double acid_out = s->acid * through * (here[A3] - (surface ? 0 : here[3 + A3]));
        double drug_out = s->diffusivity * through * (here[C3] - (surface ? s->outside * y[Q3] : here[3 + C3]));
        double loss = s->k * here[M3] * (1 + s->beta * here[A3]);
        dy[3 * i + C3] = (drug_in - drug_out) * INVERSE_VOLUME[i];
        dy[3 * i + A3] = loss + (acid_in - acid_out) * INVERSE_VOLUME[i];
        dy[3 * i + M3] = -loss;
        growth = growth_out;
        acid_in = acid_out;
        drug_in = drug_out;
    }
    dy[Q3] = s->burst * y[B3] + (1 - s->phi) * drug_in;
    dy[B3] = -s->burst * y[B3];
}

// ---- i1: y = [particles in blood, liver, spleen, tumor, kidneys, lungs, rest; free drug in the same; response]; amounts are
// fractions of the dose.

enum { STATES_I1 = 15, BLOOD = 0, LIVER, SPLEEN, TUMOR, KIDNEYS, LUNGS, REST, DRUG = 7, RESPONSE = 14 };

typedef struct {
    double particles_in[7], particles_out[7], drug_in[7], drug_out[7], closes[7], blood[7], concentration[7];
    double release_scale, release_power, first_release, elimination, response, fading, encapsulated_in_plasma, free_in_plasma;
} Mouse;

static inline Mouse mouse_of(const double *p) {
    static const double share[7] = {0, 0.0538, 0.00601, 0, 0.0142, 0.00679, 0};
    static const int vessels[7] = {0, 11, 12, 13, 14, 15, 0}, closes[7] = {0, 31, 0, 0, 32, 0, 33};
    static const double flows[7] = {0, 181.92, 14.88, 0, 124.6, 678, 371.48};
    double hematocrit = 0.45, in_blood = hematocrit * 3.9 + 1 - hematocrit, reference[7], mass[7], blood = p[4] * p[10], dose = p[3] * p[4];
    double rest_share = 1 - 0.0814 - 0.366 / 20.8, b = p[2], log_tau = log(p[1]);
    mass[REST] = p[4] * (1 - p[10]) - p[5];
    for (int o = LIVER; o <= LUNGS; o++) {
        static const int weight[7] = {0, 6, 7, 5, 8, 9, 0};
        mass[o] = o == TUMOR ? p[5] : p[4] * p[weight[o]];
        reference[o] = o == TUMOR ? 0.366 : 20.8 * share[o];
        blood += mass[o] * p[vessels[o]];
        rest_share -= share[o];
        mass[REST] -= o == TUMOR ? 0 : mass[o];
    }
    reference[REST] = 20.8 * rest_share;
    Mouse m = {
        .release_scale = b * exp(-b * log_tau), .release_power = b - 1, .first_release = 1e6 * exp(b * (log(1e-6) - log_tau)),
        .elimination = p[29], .response = dose / blood / in_blood, .fading = p[30],
        .encapsulated_in_plasma = dose / blood / (1 - hematocrit), .free_in_plasma = dose / blood / in_blood,
    };
    for (int o = LIVER; o <= REST; o++) {
        double inside = o == REST ? 0 : p[vessels[o]], tissue = mass[o] * (1 - inside), surface = p[15 + o] * mass[o] / reference[o];
        double through = o == TUMOR ? p[28] * p[5] : flows[o];
        m.particles_in[o] = surface / (blood * (1 - hematocrit));
        m.particles_out[o] = surface / (1e3 * tissue);
        m.drug_in[o] = (o == LIVER ? through - flows[SPLEEN] : through) / blood;
        m.drug_out[o] = through * in_blood / (p[21 + o] * tissue);
        m.closes[o] = closes[o] ? p[closes[o]] : 0;
        m.blood[o] = mass[o] * inside / blood;
        m.concentration[o] = dose / mass[o];
    }
    return m;
}

static inline double release_i1(const Mouse *m, double t) { return t < 1e-6 ? m->first_release : m->release_scale * exp(m->release_power * log(t)); }

static inline void rates_i1(const Mouse *m, double t, const double *y, double *dy) {
    const double *d = y + DRUG;
    double release = release_i1(m, t), permeated = 0, perfused = 0;
    for (int o = LIVER; o <= REST; o++) {
        double in = m->particles_in[o] * y[BLOOD] - m->particles_out[o] * y[o];
        if (m->closes[o] > 0)
            in *= exp(-m->closes[o] * y[RESPONSE]);
        double brought = m->drug_in[o] * d[BLOOD], taken = m->drug_out[o] * d[o], released = release * y[o];
        permeated += in;
        perfused += brought - (o == SPLEEN ? 0 : taken);
        dy[o] = in - released;
        dy[DRUG + o] = brought - taken + released;
    }
    dy[DRUG + LIVER] += m->drug_out[SPLEEN] * d[SPLEEN] - m->elimination * d[LIVER];
    dy[BLOOD] = -permeated - release * y[BLOOD];
    dy[DRUG + BLOOD] = release * y[BLOOD] - perfused;
    dy[RESPONSE] = m->response * d[BLOOD] - m->fading * y[RESPONSE];
}
