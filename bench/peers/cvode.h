// SUNDIALS CVODE on whatever problems a program knows: one integrator a thread, started anew for every formulation.
// Methods: adams (functional iteration), band (BDF, banded Jacobian written by hand), band_dq (the same by CVODE's
// difference quotients), dense (BDF, full Jacobian by difference quotients), full (the same, written by hand), klu (BDF, sparse
// Jacobian written by hand, KLU).
#pragma once
#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <omp.h>
#include <sunlinsol/sunlinsol_band.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunlinsol/sunlinsol_klu.h>
#include <sunmatrix/sunmatrix_band.h>
#include <sunmatrix/sunmatrix_dense.h>
#include <sunmatrix/sunmatrix_sparse.h>
#include <sunnonlinsol/sunnonlinsol_fixedpoint.h>
#include "measure.h"

// A formulation as the rates see it.
typedef struct { double p[MOST_PARAMETERS]; Sphere sphere; Mouse mouse; } Formulation;

// A problem's equations. `start` follows a formulation's parameters; `write` puts output j into the curves.
typedef struct {
    const char *problem;
    CVRhsFn rates;
    CVLsJacFn jacobian; // banded; NULL where there is none
    int lower, upper;
    void (*start)(const Problem *problem, Formulation *f, double *y);
    void (*write)(const Formulation *f, const double *y, double *curves, int j);
    CVLsJacFn full, sparse; // NULL where there is none
    int entries;            // of the sparse Jacobian
} Model;

#define J(row, column) SM_ELEMENT_B(matrix, row, column)

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

static void set_up_newton(Integrator *it, const Model *model, const Arguments *given) {
    int n = given->problem->states;
    if (!strcmp(given->method, "klu") && model->sparse) {
        it->matrix = SUNSparseMatrix(n, n, model->entries, CSC_MAT, it->context);
        it->linear = SUNLinSol_KLU(it->y, it->matrix, it->context);
    } else if (!strcmp(given->method, "dense") || !strcmp(given->method, "full")) {
        it->matrix = SUNDenseMatrix(n, n, it->context);
        it->linear = SUNLinSol_Dense(it->y, it->matrix, it->context);
    } else {
        it->matrix = SUNBandMatrix(n, model->upper, model->lower, it->context);
        it->linear = SUNLinSol_Band(it->y, it->matrix, it->context);
    }
    CVodeSetLinearSolver(it->cvode, it->linear, it->matrix);
    if (!strcmp(given->method, "band") && model->jacobian)
        CVodeSetJacFn(it->cvode, model->jacobian);
    if (!strcmp(given->method, "full") && model->full)
        CVodeSetJacFn(it->cvode, model->full);
    if (!strcmp(given->method, "klu") && model->sparse)
        CVodeSetJacFn(it->cvode, model->sparse);
}

static Integrator set_up(const Model *model, const Arguments *given) {
    Integrator it = {0};
    int adams = !strcmp(given->method, "adams");
    it.formulation = malloc(sizeof *it.formulation);
    SUNContext_Create(NULL, &it.context);
    it.y = N_VNew_Serial(given->problem->states, it.context);
    it.cvode = CVodeCreate(adams ? CV_ADAMS : CV_BDF, it.context);
    N_VConst(1, it.y);
    CVodeInit(it.cvode, model->rates, 0, it.y);
    CVodeSStolerances(it.cvode, given->rtol, given->atol);
    CVodeSetMaxNumSteps(it.cvode, 1000000);
    CVodeSetUserData(it.cvode, it.formulation);
    if (adams) {
        it.fixed_point = SUNNonlinSol_FixedPoint(it.y, 0, it.context);
        CVodeSetNonlinearSolver(it.cvode, it.fixed_point);
    } else {
        set_up_newton(&it, model, given);
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

// Solves one formulation; the answer is 0, or 1 if CVODE gave up.
static int solve(Integrator *it, const Model *model, const Problem *problem, long i, double *curves, long *steps) {
    sunrealtype reached;
    long taken = 0;
    int failed = 0;
    draw_formulation(problem, i, it->formulation->p);
    model->start(problem, it->formulation, NV_DATA_S(it->y));
    CVodeReInit(it->cvode, 0, it->y);
    for (int j = 0; j < TIMES; j++) {
        if (!failed && CVode(it->cvode, OUTPUT_TIMES[j], it->y, &reached, CV_NORMAL) < 0) {
            failed = 1;
            N_VConst(NAN, it->y);
        }
        model->write(it->formulation, NV_DATA_S(it->y), curves, j);
    }
    CVodeGetNumSteps(it->cvode, &taken);
    *steps += taken;
    return failed;
}

// Solves the first `count` formulations on all threads; the answer is how many failed.
static long solve_all(const Model *model, const Arguments *given, long count, double *curves, long *total_steps) {
    long failed = 0, steps = 0;
    int length = given->problem->curves * TIMES;
#pragma omp parallel num_threads(given->threads) reduction(+ : failed, steps)
    {
        Integrator it = set_up(model, given);
#pragma omp for schedule(dynamic, 32)
        for (long i = 0; i < count; i++)
            failed += solve(&it, model, given->problem, i, curves + i * length, &steps);
        tear_down(&it);
    }
    *total_steps = steps;
    return failed;
}

// The whole program: `models` are the problems it knows.
static int run(int count, char **text, const Model *models, int known) {
    Arguments given = read_arguments(count, text, "adams|band|band_dq|dense|full|klu");
    const Model *model = NULL;
    for (int k = 0; k < known; k++)
        if (!strcmp(models[k].problem, given.problem->name))
            model = &models[k];
    if (!model) {
        fprintf(stderr, "%s: %s has no equations here; it is in another CVODE program.\n", text[0], given.problem->name);
        return 1;
    }
    long n = given.trajectories, room = n < REFERENCES ? REFERENCES : n, failed = 0, steps = 0;
    double *curves = malloc(sizeof(double) * (size_t)room * (size_t)given.problem->curves * TIMES);
    double *checked = malloc(sizeof(double) * REFERENCES * (size_t)given.problem->curves * TIMES);
    Best best = {INFINITY, INFINITY};
    char who[64];
    set_up_problems(given.problem);
    memset(curves, 0, sizeof(double) * (size_t)room * (size_t)given.problem->curves * TIMES);
    solve_all(model, &given, REFERENCES, checked, &steps); // warms up, too
    for (int k = 0; k < given.repeats; k++) {
        double wall = wall_seconds(), processor = processor_seconds();
        failed = solve_all(model, &given, n, curves, &steps);
        best.wall = fmin(best.wall, wall_seconds() - wall);
        best.processor = fmin(best.processor, processor_seconds() - processor);
    }
    snprintf(who, sizeof who, "cvode %s", given.method);
    print_result(who, &given, checked, best, (double)steps / (double)n, failed);
    return 0;
}
