// Boost.odeint on P1 and P2, with dense output. Methods: dopri5 (explicit), rosenbrock4 (stiff, full Jacobian).
#include <array>
#include <boost/numeric/odeint.hpp>
#include <boost/numeric/ublas/matrix.hpp>
#include <boost/numeric/ublas/vector.hpp>
#include <vector>
#include "measure.h"

namespace odeint = boost::numeric::odeint;
using Vector = boost::numeric::ublas::vector<double>;
using Matrix = boost::numeric::ublas::matrix<double>;
using State1 = std::array<double, STATES1>;
using State2 = std::array<double, STATES2>;

// Jacobian of P2; the system does not depend on time by itself.
static void jacobian2(const Sphere &s, const Vector &y, Matrix &J, Vector &dfdt) {
    J.clear();
    dfdt.clear();
    double m = y[M2], d = s.diffusivity * std::exp(s.alpha * (1 - m));
    double rates[STATES2];
    rates2(&s, &y[0], rates);
    J(M2, M2) = -s.k * (1 + s.beta * (1 - 2 * m));
    for (int i = 0; i < SHELLS; i++) {
        int row = C2 + i;
        double lower = i > 0 ? d * CONDUCTANCE[i - 1] * INVERSE_VOLUME[i] : 0, upper = d * CONDUCTANCE[i] * INVERSE_VOLUME[i];
        J(row, M2) = -s.alpha * rates[row];
        J(row, row) = -lower - upper;
        J(row, row + 1) = i < SHELLS - 1 ? upper : upper * s.outside;
        if (i > 0)
            J(row, row - 1) = lower;
    }
    double surface = d * CONDUCTANCE[SHELLS - 1] * (1 - s.phi);
    J(Q2, M2) = -s.alpha * (rates[Q2] - s.burst * y[B2]);
    J(Q2, Q2 - 1) = surface;
    J(Q2, Q2) = -surface * s.outside;
    J(Q2, B2) = s.burst;
    J(B2, B2) = -s.burst;
}

// Integrates over the output times; `write(y, j)` receives output j.
template <class Stepper, class System, class State, class Write>
static long integrate(Stepper stepper, System system, State &y, const std::vector<double> &times, double first_step, Write write) {
    int seen = 0;
    return (long)odeint::integrate_times(stepper, system, y, times.begin(), times.end(), first_step, [&](const State &now, double) {
        if (seen > 0) // the first time is 0, where the stepper starts
            write(now, seen - 1);
        seen++;
    });
}

static long solve1(const Arguments &given, long i, const std::vector<double> &times, double *curves) {
    double p[MOST_PARAMETERS];
    State1 y;
    draw_formulation(given.problem, i, p);
    start1(p, y.data());
    return integrate(
        odeint::make_dense_output(given.atol, given.rtol, odeint::runge_kutta_dopri5<State1>()),
        [&p](const State1 &now, State1 &dy, double) { rates1(p, now.data(), dy.data()); }, y, times, 1e-3,
        [curves](const State1 &now, int j) {
            curves[j] = 1 - now[0] - now[1];
            curves[TIMES + j] = now[2];
        });
}

static long solve2(const Arguments &given, long i, const std::vector<double> &times, double *curves) {
    double p[MOST_PARAMETERS];
    draw_formulation(given.problem, i, p);
    const Sphere s = sphere_of(given.problem, p);
    auto write = [curves](const auto &now, int j) { curves[j] = now[Q2]; };
    if (!strcmp(given.method, "dopri5")) {
        State2 y;
        start2(&s, y.data());
        return integrate(
            odeint::make_dense_output(given.atol, given.rtol, odeint::runge_kutta_dopri5<State2>()),
            [&s](const State2 &now, State2 &dy, double) { rates2(&s, now.data(), dy.data()); }, y, times, 1e-7, write);
    }
    Vector y(STATES2);
    start2(&s, &y[0]);
    auto system = std::make_pair(
        [&s](const Vector &now, Vector &dy, double) { rates2(&s, &now[0], &dy[0]); },
        [&s](const Vector &now, Matrix &J, double, Vector &dfdt) { jacobian2(s, now, J, dfdt); });
    return integrate(odeint::make_dense_output<odeint::rosenbrock4<double>>(given.atol, given.rtol), system, y, times, 1e-7, write);
}

// Solves the first `count` formulations on all threads; the answer is the steps of all together.
static long solve_all(const Arguments &given, long count, double *curves) {
    std::vector<double> times{0};
    times.insert(times.end(), OUTPUT_TIMES, OUTPUT_TIMES + TIMES);
    auto solve = given.problem->name[1] == '1' ? solve1 : solve2;
    int length = given.problem->curves * TIMES;
    long steps = 0;
#pragma omp parallel for num_threads(given.threads) schedule(dynamic, 8) reduction(+ : steps)
    for (long i = 0; i < count; i++)
        steps += solve(given, i, times, curves + i * length);
    return steps;
}

int main(int count, char **text) {
    Arguments given = read_arguments(count, text, "dopri5|rosenbrock4");
    if (strcmp(given.problem->name, "p1") && strcmp(given.problem->name, "p2")) {
        std::fprintf(stderr, "%s: %s has no program here; use p1 or p2.\n", text[0], given.problem->name);
        return 1;
    }
    set_up_problems(given.problem);
    size_t length = (size_t)given.problem->curves * TIMES;
    std::vector<double> curves((size_t)given.trajectories * length), checked(REFERENCES * length);
    Best best = {INFINITY, INFINITY};
    long steps = 0;
    solve_all(given, REFERENCES, checked.data()); // warms up, too
    for (int k = 0; k < given.repeats; k++) {
        double wall = wall_seconds(), processor = processor_seconds();
        steps = solve_all(given, given.trajectories, curves.data());
        best.wall = std::fmin(best.wall, wall_seconds() - wall);
        best.processor = std::fmin(best.processor, processor_seconds() - processor);
    }
    std::string who = std::string("odeint ") + given.method;
    print_result(who.c_str(), &given, checked.data(), best, (double)steps / (double)given.trajectories, 0);
}
