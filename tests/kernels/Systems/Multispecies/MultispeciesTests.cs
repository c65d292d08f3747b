using System.Diagnostics;
using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Systems.Multispecies;
using SurrogateEngine.Kernels.Systems.Sphere;
using SurrogateEngine.Tests.Kernels.Sensitivities;
using SurrogateEngine.Tests.Kernels.Solvers;
using SurrogateEngine.Tests.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Systems.Multispecies;

/// <summary>Spheres of more than three species, pools and receptors.</summary>
public sealed class MultispeciesTests
{
    static readonly ReleaseModel Pair = new SideBySideModel(), Chain = new SuccessionModel();

    static IEnumerable<ReleaseModel> Models => [Pair, Chain];

    static BatchOptions Exact(string solver = "rodas5p", Precision number = Precision.Double) =>
        new() { Solver = solver, Precision = number, Shells = 6, RelativeTolerance = 1e-8, AbsoluteTolerance = 1e-10 };

    static readonly double[] Plga = [120, 3, 1.5, 0.1, 4, 0.15, 6, 12];

    [Test]
    public void Up_to_three_species_the_states_are_those_of_the_fast_path()
    {
        Distance<PlgaSphere<Real64>, PlgaSphere<Dual3<Real64>>>(Plga).ShouldBeLessThan(1e-12);
        Distance<PlgaLocal<Real64>, PlgaLocal<Dual3<Real64>>>([.. Plga, 0.5]).ShouldBeLessThan(1e-12);
        Distance<AffinitySphere<Real64>, AffinitySphere<Dual3<Real64>>>(0.5, 20, 30, 0.3, 0.1, 5, 500).ShouldBeLessThan(1e-12);
        Distance<TwoSpecies<Real64>, TwoSpecies<Dual3<Real64>>>(Plga).ShouldBeLessThan(1e-12);
        Distance<Ring<Real64>, Ring<Dual3<Real64>>>(2, 5, 0.8).ShouldBeLessThan(1e-12);
    }

    static double Distance<TModel, TDual>(params double[] parameters)
        where TModel : unmanaged, ISphereModel<TModel, Real64>
        where TDual : unmanaged, ISphereModel<TDual, Dual3<Real64>>
    {
        var fast = new SphereHarness<TModel, Rodas5P>(8, parameters);
        var general = new GeneralSphere<TModel, TDual>(8, parameters);
        fast.Walk(2, 40);
        general.Walk(2, 40);
        general.Dense(0.3).ShouldBe(fast.Dense(0.3), 1e-12);
        return Enumerable.Range(0, fast.States).Max(state => Math.Abs(fast[state] - general[state]));
    }

    sealed class GeneralSphere<TModel, TDual>(int shells, params double[] parameters)
        : SteppedSphere<MultispeciesSystem<SphereEquations<TModel, Real64>, SphereEquations<TDual, Dual3<Real64>>, Real64, ArrayRows,
            ArrayGrid, Rodas5P>>(shells, parameters)
        where TModel : unmanaged, ISphereModel<TModel, Real64>
        where TDual : unmanaged, ISphereModel<TDual, Dual3<Real64>>;

    [TestCase("rodas5p")]
    [TestCase("rodas3")]
    [TestCase("dopri5")]
    public void Two_spheres_side_by_side_give_the_curves_of_each_alone(string solver)
    {
        const int count = 5;
        ReleaseModel alone = new PlgaLocalModel();
        double[] first = MildSpheres.Formulations(alone, 2 * count), times = [0.01, 0.3, 2, 10, 30];
        BatchOptions options = Exact(solver) with { Grading = 3, MaxSteps = 1_000_000 };
        double[] each = Batches.Solve(alone, first, options, times), together = Batches.Solve(Pair, first, options, times);
        Largest(each, together).ShouldBeLessThan(2e-7);
    }

    [Test]
    public void Species_that_turn_into_each_other_are_shared_out_as_Poisson_says()
    {
        double[] row = [3, 1.2, 0.4, 0.3], times = [0.01, 0.1, 0.5, 1, 2, 4, 7];
        double[] curves = Batches.Solve(Chain, row, Exact(), times);
        double[] diffusion = Batches.Solve(new DiffusionSphereModel(),
            [1, 1 / row[0], 1e15, 1e15, 0, 1], Exact(), times);
        for (int j = 0; j < times.Length; j++)
        {
            double At(int output) => curves[output * times.Length + j];
            double s = row[1] / row[2] * Math.Log(1 + row[2] * times[j]), share = Math.Exp(-s), rest = 1;
            double left = (1 - row[3]) * (1 - diffusion[j]);
            for (int n = 0; n < 4; share *= s / ++n)
            {
                At(n).ShouldBe(share * left, 1e-7);
                At(10 + n).ShouldBe(row[3] * share, 1e-7);
                rest -= share;
            }

            At(4).ShouldBe(rest * left, 1e-7);
            Enumerable.Range(0, 14).Sum(At).ShouldBe(1, 1e-12);
            Enumerable.Range(5, 5).Sum(At).ShouldBe((1 - row[3]) * diffusion[j] + row[3] * rest, 1e-7);
        }
    }

    /// <summary>It would not be, were one derivative of the rates wrong or missing.</summary>
    [Test]
    public void A_Rosenbrock_method_is_of_its_order_with_nine_pools_and_a_rate_that_looks_at_the_time()
    {
        double[] row = [3, 1.2, 0.4, 0.3], exact = Walked(640);
        Math.Log2(Error(80) / Error(160)).ShouldBe(5, 0.2);

        double[] Walked(int steps) =>
            EqualSteps.Walk(Chain, Catalog.Methods.Find("rodas5p")!, row, 4, steps)[^Chain.Outputs.Count..];

        double Error(int steps) => Largest(Walked(steps), exact);
    }

    /// <summary>Prints what the general path costs beside the fast one; what it is worth is that it takes any number of species.</summary>
    [Test]
    public void Six_species_take_about_the_steps_of_three()
    {
        ReleaseModel alone = new PlgaLocalModel();
        double[] formulations = Batches.Formulations("p3", 64);
        var options = new BatchOptions { Threads = 1, Shells = 32 };
        (BatchReport fast, double fastSeconds) = Fastest(alone);
        (BatchReport general, double generalSeconds) = Fastest(Pair);
        double perStep = generalSeconds / general.Steps / (2 * fastSeconds / fast.Steps);
        TestContext.Out.WriteLine($"64 of three species {fastSeconds:F3} s in {fast.Steps} steps, as 32 of six {generalSeconds:F3} s in "
            + $"{general.Steps}: a step takes {perStep:F1} times as long as two of three species");
        general.Steps.ShouldBeLessThan(fast.Steps);
        general.Steps.ShouldBeGreaterThan(fast.Steps / 2);

        (BatchReport, double) Fastest(ReleaseModel model) => Enumerable.Range(0, 3).Select(_ =>
        {
            var clock = Stopwatch.StartNew();
            BatchReport report = Batches.Run(model, formulations, options).Report;
            return (report, clock.Elapsed.TotalSeconds);
        }).MinBy(run => run.TotalSeconds);
    }

    [TestCase(Precision.Real64, 1e-11)]
    [TestCase(Precision.Single, 2e-4)]
    [TestCase(Precision.Real32, 2e-4)]
    public void Every_kind_of_number_gives_the_same_curves_and_keeps_the_mass(Precision number, double tolerance)
    {
        double[] row = Formulations(Chain, 9);
        BatchOptions options = number == Precision.Real64 ? Exact() : new BatchOptions { Shells = 6 };
        double[] curves = Batches.Solve(Chain, row, options with { Precision = number });
        Largest(curves, Batches.Solve(Chain, row, options with { Precision = Precision.Double })).ShouldBeLessThan(tolerance);
        int times = Chain.DefaultTimes.Count;
        for (int k = 0; k < 9 * times; k++)
            Enumerable.Range(0, 14).Sum(output => curves[(k / times * 14 + output) * times + k % times])
                .ShouldBe(1, number == Precision.Real64 ? 1e-12 : 4e-6);
    }

    [Test]
    public void Neighbors_and_threads_change_no_bit([ValueSource(nameof(Models))] ReleaseModel model)
    {
        var options = new BatchOptions { Shells = 4 };
        double[] formulations = Formulations(model, 37);
        int columns = model.Parameters.Count, row = model.Outputs.Count * model.DefaultTimes.Count;
        double[] whole = Batches.Solve(model, formulations, options with { Threads = 1 });
        Batches.Solve(model, formulations, options with { Threads = 3 }).ShouldBe(whole);
        for (int i = 0; i < 37; i += 12)
            Batches.Solve(model, formulations[(i * columns)..((i + 1) * columns)], options).ShouldBe(whole[(i * row)..((i + 1) * row)]);
    }

    [Test]
    public void A_dose_arrives_where_the_model_puts_it()
    {
        double[] times = [0.5, 1, 1.5], row = [3, 1.2, 0.4, 0.3];
        var options = Exact() with { Schedule = new Schedule([0, 1], [0, 0.25]) };
        double[] curves = Batches.Solve(Chain, row, options, times);
        Enumerable.Range(0, 14).Sum(output => curves[output * 3]).ShouldBe(1, 1e-12);
        Enumerable.Range(0, 14).Sum(output => curves[output * 3 + 2]).ShouldBe(1.25, 1e-12);
    }

    [TestCase("rodas5p")]
    [TestCase("dopri5")]
    public void Sensitivities_equal_central_differences(string solver)
    {
        foreach (ReleaseModel model in Models)
        {
            double[] row = Formulations(model, 1), times = [0.3, 2, 8];
            double[] curves = new double[model.Outputs.Count * times.Length], sensitivities = new double[2 * curves.Length];
            int[] columns = [1, 3];
            BatchOptions options = Exact(solver) with { Shells = 4 };
            HostBatchSolver.SolveWithSensitivities(model, row, columns, times, curves, sensitivities, new Outcome[1], options);
            for (int c = 0; c < columns.Length; c++)
            {
                double[] above = Moved(1 + 1e-4), below = Moved(1 - 1e-4);
                for (int k = 0; k < curves.Length; k++)
                    (sensitivities[c * curves.Length + k] * row[columns[c]]).ShouldBe((above[k] - below[k]) / 2e-4, 2e-5);

                double[] Moved(double by) =>
                    Batches.Solve(model, [.. row.Select((x, i) => i == columns[c] ? by * x : x)], options, times);
            }
        }
    }

    [Test]
    public void The_vector_Jacobian_product_is_adjoint_to_dual_numbers_through_the_whole_rate(
        [ValueSource(nameof(Models))] ReleaseModel model, [Values(2, 5, 6, 7)] int shells)
    {
        Proposal at = Proposal.For(model, shells), direction = Proposal.For(model, shells, seed: 2);
        double[] v = Proposal.For(model, shells, seed: 3).States;
        double[] forward = Forward.Rates(model, at, direction.States, direction.Parameters, shells, grading: 2);
        using var physics = new HostResidual(model, new() { Precision = Precision.Double, Shells = shells, Grading = 2 });
        double[] toStates = new double[at.States.Length], toParameters = new double[at.Parameters.Length];
        physics.VectorJacobianProduct(at.Parameters, at.Times, at.States, v, toStates, toParameters);
        double right = Proposal.Dot(toStates, direction.States) + Proposal.Dot(toParameters, direction.Parameters);
        right.ShouldBe(-Proposal.Dot(v, forward), 1e-12 * Proposal.Size(v, forward));
    }

    [Test]
    public void Every_entry_of_the_vector_Jacobian_product_is_a_central_difference([ValueSource(nameof(Models))] ReleaseModel model)
    {
        using var physics = new HostResidual(model, new() { Precision = Precision.Double, Shells = 4 });
        Proposal at = Proposal.For(model, 4, count: 1);
        double[] v = Proposal.For(model, 4, count: 1, seed: 3).States;
        double[] toStates = new double[at.States.Length], toParameters = new double[at.Parameters.Length];
        physics.VectorJacobianProduct(at.Parameters, at.Times, at.States, v, toStates, toParameters);
        double size = toStates.Max(Math.Abs) + 1e-2;
        for (int k = 0; k < toStates.Length; k++)
            toStates[k].ShouldBe(Difference(one: k), 1e-7 * size);
        for (int k = 0; k < toParameters.Length; k++)
            (at.Parameters[k] * toParameters[k]).ShouldBe(Difference(parameter: k), 1e-7 * size);

        double Difference(int one = -1, int parameter = -1)
        {
            double[] states = [.. at.States.Select((_, i) => i == one ? 1.0 : 0)];
            double[] parameters = [.. at.Parameters.Select((p, i) => i == parameter ? p : 0)];
            return (Along(1e-6) - Along(-1e-6)) / 2e-6;

            double Along(double step)
            {
                Proposal moved = at.Moved(step, states, parameters);
                var residual = new double[at.States.Length];
                physics.Evaluate(moved.Parameters, moved.Times, moved.States, moved.Derivatives, residual);
                return Proposal.Dot(v, residual);
            }
        }
    }

    internal static double[] Formulations(ReleaseModel model, int count) => model == Pair || model.Name == Pair.Name
        ? MildSpheres.Formulations(new PlgaLocalModel(), 2 * count)
        : MildSpheres.Formulations(model, count);

    static double Largest(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}
