// SUNDIALS CVODE on i1, the organs of a mouse; see cvode.h for methods.
#include "cvode.h"

static void start_body(const Problem *problem, Formulation *f, double *y) {
    (void)problem;
    f->mouse = mouse_of(f->p);
    memset(y, 0, sizeof(double) * STATES_I1);
    y[BLOOD] = 1 - f->p[0];
    y[DRUG + BLOOD] = f->p[0];
}

static int rates_body(sunrealtype t, N_Vector y, N_Vector dy, void *data) {
    rates_i1(&((Formulation *)data)->mouse, t, NV_DATA_S(y), NV_DATA_S(dy));
    return 0;
}

// Column by column, rows ascending: what KLU wants; the places of the entries never change.
enum { MOST_ENTRIES = 80 };

typedef struct { int row, column; double value; } Entry;

static int entries_of(const Mouse *m, double t, const double *y, Entry *e) {
    double release = release_i1(m, t), through[7], by_response[7], out = 0, perfused = 0;
    int n = 0;
    for (int o = LIVER; o <= REST; o++) {
        through[o] = m->closes[o] > 0 ? exp(-m->closes[o] * y[RESPONSE]) : 1;
        by_response[o] = -m->closes[o] * through[o] * (m->particles_in[o] * y[BLOOD] - m->particles_out[o] * y[o]);
        out += through[o] * m->particles_in[o];
        perfused += m->drug_in[o];
    }
    e[n++] = (Entry){BLOOD, BLOOD, -out - release};
    for (int o = LIVER; o <= REST; o++)
        e[n++] = (Entry){o, BLOOD, through[o] * m->particles_in[o]};
    e[n++] = (Entry){DRUG + BLOOD, BLOOD, release};
    for (int o = LIVER; o <= REST; o++) {
        e[n++] = (Entry){BLOOD, o, through[o] * m->particles_out[o]};
        e[n++] = (Entry){o, o, -through[o] * m->particles_out[o] - release};
        e[n++] = (Entry){DRUG + o, o, release};
    }
    e[n++] = (Entry){DRUG + BLOOD, DRUG + BLOOD, -perfused};
    for (int o = LIVER; o <= REST; o++)
        e[n++] = (Entry){DRUG + o, DRUG + BLOOD, m->drug_in[o]};
    e[n++] = (Entry){RESPONSE, DRUG + BLOOD, m->response};
    for (int o = LIVER; o <= REST; o++) {
        e[n++] = (Entry){DRUG + (o == SPLEEN ? LIVER : BLOOD), DRUG + o, m->drug_out[o]};
        e[n++] = (Entry){DRUG + o, DRUG + o, -m->drug_out[o] - (o == LIVER ? m->elimination : 0)};
    }
    e[n++] = (Entry){BLOOD, RESPONSE, -(by_response[LIVER] + by_response[KIDNEYS] + by_response[REST])};
    e[n++] = (Entry){LIVER, RESPONSE, by_response[LIVER]};
    e[n++] = (Entry){KIDNEYS, RESPONSE, by_response[KIDNEYS]};
    e[n++] = (Entry){REST, RESPONSE, by_response[REST]};
    e[n++] = (Entry){RESPONSE, RESPONSE, -m->fading};
    return n;
}

static int full_body(sunrealtype t, N_Vector y, N_Vector dy, SUNMatrix matrix, void *data, N_Vector a, N_Vector b, N_Vector c) {
    (void)dy, (void)a, (void)b, (void)c;
    Entry e[MOST_ENTRIES];
    int n = entries_of(&((Formulation *)data)->mouse, t, NV_DATA_S(y), e);
    for (int k = 0; k < n; k++)
        SM_ELEMENT_D(matrix, e[k].row, e[k].column) = e[k].value;
    return 0;
}

static int sparse_body(sunrealtype t, N_Vector y, N_Vector dy, SUNMatrix matrix, void *data, N_Vector a, N_Vector b, N_Vector c) {
    (void)dy, (void)a, (void)b, (void)c;
    Entry e[MOST_ENTRIES];
    int n = entries_of(&((Formulation *)data)->mouse, t, NV_DATA_S(y), e), column = -1;
    for (int k = 0; k < n; k++) {
        while (column < e[k].column)
            SM_INDEXPTRS_S(matrix)[++column] = k;
        SM_INDEXVALS_S(matrix)[k] = e[k].row;
        SM_DATA_S(matrix)[k] = e[k].value;
    }
    SM_INDEXPTRS_S(matrix)[STATES_I1] = n;
    return 0;
}

static void write_body(const Formulation *f, const double *y, double *curves, int j) {
    const Mouse *m = &f->mouse;
    curves[j] = m->encapsulated_in_plasma * y[BLOOD] + m->free_in_plasma * y[DRUG + BLOOD];
    for (int o = LIVER; o <= LUNGS; o++)
        curves[o * TIMES + j] = m->concentration[o] * (y[o] + y[DRUG + o] + m->blood[o] * (y[BLOOD] + y[DRUG + BLOOD]));
}

static const Model MODELS[] = {
    {"i1", rates_body, NULL, STATES_I1 - 1, STATES_I1 - 1, start_body, write_body, full_body, sparse_body, MOST_ENTRIES},
};

int main(int count, char **text) { return run(count, text, MODELS, sizeof MODELS / sizeof *MODELS); }
