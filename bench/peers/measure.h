// What every peer does alike: read its arguments, keep time, compare with the reference, print one JSON line.
#pragma once
#include <stdio.h>
#include <string.h>
#include <time.h>
#include "problems.h"

enum { REFERENCES = 64 };

typedef struct {
    const Problem *problem;
    const char *method, *reference;
    double rtol, atol;
    long trajectories;
    int threads, repeats;
} Arguments;

// Best seconds so far, by the wall clock and by the processors' clocks.
typedef struct { double wall, processor; } Best;

static Arguments read_arguments(int count, char **text, const char *methods) {
    if (count != 9) {
        fprintf(stderr, "usage: %s PROBLEM %s RTOL ATOL TRAJECTORIES THREADS REPEATS REFERENCE.csv\n", text[0], methods);
        exit(1);
    }
    Arguments given = {
        NULL, text[2], text[8], atof(text[3]), atof(text[4]), atol(text[5]), atoi(text[6]), atoi(text[7]),
    };
    for (size_t i = 0; i < sizeof PROBLEMS / sizeof *PROBLEMS; i++)
        if (!strcmp(text[1], PROBLEMS[i].name))
            given.problem = &PROBLEMS[i];
    if (!given.problem || given.rtol <= 0 || given.atol <= 0 || given.trajectories < 1 || given.threads < 1 || given.repeats < 1) {
        fprintf(stderr, "%s: the problem is p1, p2, p3, two-species, five-state or i1, and every number is above 0.\n", text[0]);
        exit(1);
    }
    return given;
}

static double seconds_of(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static inline double wall_seconds(void) { return seconds_of(CLOCK_MONOTONIC); }
static inline double processor_seconds(void) { return seconds_of(CLOCK_PROCESS_CPUTIME_ID); }

// First curve of each reference formulation: a CSV file with a header, an id, the parameters, then the curve.
static void read_reference(const Arguments *given, double reference[REFERENCES][TIMES]) {
    enum { LINE = 1 << 16 };
    char *line = (char *)malloc(LINE);
    FILE *file = fopen(given->reference, "r");
    int good = file && line && fgets(line, LINE, file);
    for (int i = 0; good && i < REFERENCES; i++) {
        char *at = fgets(line, LINE, file);
        for (int column = 0; at && column <= given->problem->parameters; column++)
            at = (at = strchr(at, ',')) ? at + 1 : NULL;
        for (int j = 0; at && j < TIMES; j++) {
            reference[i][j] = strtod(at, &at);
            at += *at == ',';
        }
        good = at != NULL;
    }
    if (!good) {
        fprintf(stderr, "%s: these are not the reference curves of %s; take the file from tests/data/problems.\n", given->reference, given->problem->name);
        exit(1);
    }
    fclose(file);
    free(line);
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// Largest |q - ref| / max(|ref|, 0.001) of each reference formulation, ascending; a NaN counts as 1e9.
static void errors_of(const Arguments *given, const double *curves, double errors[REFERENCES]) {
    double reference[REFERENCES][TIMES];
    read_reference(given, reference);
    for (int i = 0; i < REFERENCES; i++) {
        errors[i] = 0;
        for (int j = 0; j < TIMES; j++) {
            double error = fabs(curves[i * given->problem->curves * TIMES + j] - reference[i][j]) / fmax(fabs(reference[i][j]), 1e-3);
            errors[i] = fmax(errors[i], error == error ? error : 1e9);
        }
    }
    qsort(errors, REFERENCES, sizeof *errors, ascending);
}

// `checked` holds the curves of the first 64 formulations.
static void print_result(const char *who, const Arguments *given, const double *checked, Best best, double steps, long failed) {
    double errors[REFERENCES], n = (double)given->trajectories;
    errors_of(given, checked, errors);
    printf("{\"who\":\"%s\",\"problem\":\"%s\",\"number\":\"double\",\"rtol\":%g,\"atol\":%g,\"trajectories\":%ld,\"threads\":%d,"
           "\"seconds\":%.6g,\"trajectories_per_s\":%.6g,\"cpu_trajectories_per_s\":%.6g,"
           "\"max_rel_err\":%.4g,\"med_rel_err\":%.4g,\"steps_per_trajectory\":%.1f,\"failed\":%ld}\n",
           who, given->problem->name, given->rtol, given->atol, given->trajectories, given->threads,
           best.wall, n / best.wall, given->threads * n / best.processor,
           errors[REFERENCES - 1], errors[REFERENCES / 2], steps, failed);
}
