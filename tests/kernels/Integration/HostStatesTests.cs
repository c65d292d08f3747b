using SurrogateEngine.Kernels;
using SurrogateEngine.Tests.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Integration;

/// <summary>What is seen inside a model must be what the model itself gives from outside.</summary>
public sealed class HostStatesTests
{
    const int Count = 6, Shells = 12;

    static IEnumerable<ReleaseModel> Models => Catalog.Models;

    static readonly double[] Times = [0, 0.01, 0.5, 3, 20];

    static readonly BatchOptions Options = new() { Shells = Shells, Precision = Precision.Real64 };

    static double[] Parameters(ReleaseModel model)
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, Count * model.Parameters.Count)
            .Select(k => model.Parameters[k % model.Parameters.Count].At(random.NextDouble()))];
    }

    static double[] Integrate(ReleaseModel model, double[] parameters)
    {
        var states = new double[parameters.Length / model.Parameters.Count * Times.Length * HostStates.Layout(model, Shells).Count];
        var outcomes = new Outcome[parameters.Length / model.Parameters.Count];
        HostStates.Run(model, parameters, Times, states, outcomes, Options);
        outcomes.ShouldAllBe(outcome => outcome == Outcome.Finished);
        return states;
    }

    [TestCaseSource(nameof(Models))]
    public void States_give_the_batches_curves_through_the_output_weights(ReleaseModel model)
    {
        double[] parameters = Parameters(model), states = Integrate(model, parameters);
        int n = HostStates.Layout(model, Shells).Count, outputs = model.Outputs.Count;
        var weights = new double[Count * outputs * n];
        HostStates.OutputWeights(model, parameters, weights, Shells);
        var curves = new double[Count * outputs * Times.Length];
        HostBatchSolver.Solve(model, parameters, Times, curves, new Outcome[Count], Options);
        for (int row = 0; row < Count; row++)
            for (int output = 0; output < outputs; output++)
                for (int j = 0; j < Times.Length; j++)
                {
                    double sum = 0;
                    for (int s = 0; s < n; s++)
                        sum += weights[(row * outputs + output) * n + s] * states[(row * Times.Length + j) * n + s];
                    sum.ShouldBe(curves[(row * outputs + output) * Times.Length + j], 1e-12);
                }
    }

    [TestCase("bosh3")]
    [TestCase("dopri5")]
    [TestCase("tsit5")]
    public void An_explicit_method_shows_the_states_of_a_sphere_that_a_stiff_one_does(string solver)
    {
        ReleaseModel model = MildSpheres.PlgaLocal;
        double[] parameters = MildSpheres.Formulations(model, 2);
        BatchOptions exact = MildSpheres.Options with { Precision = Precision.Real64, RelativeTolerance = 1e-7, AbsoluteTolerance = 1e-9 };
        double[] plain = Seen(exact with { Solver = solver }), stiff = Seen(exact with { Solver = "rodas5p" });
        plain.Zip(stiff, (x, y) => Math.Abs(x - y)).Max().ShouldBeLessThan(1e-6);

        double[] Seen(BatchOptions options)
        {
            var states = new double[2 * Times.Length * HostStates.Layout(model, options.Shells).Count];
            HostStates.Run(model, parameters, Times, states, new Outcome[2], options);
            return states;
        }
    }

    [TestCaseSource(nameof(Models))]
    public void A_trajectory_starts_at_the_start(ReleaseModel model)
    {
        double[] parameters = Parameters(model), states = Integrate(model, parameters);
        int n = HostStates.Layout(model, Shells).Count;
        var start = new double[Count * n];
        HostStates.Start(model, parameters, start, Shells);
        for (int row = 0; row < Count; row++)
            states.AsSpan(row * Times.Length * n, n).ToArray().ShouldBe(start[(row * n)..((row + 1) * n)]);
    }

    [Test]
    public void Layouts_count_shells_species_and_pools()
    {
        HostStates.Layout(new BurstErosionModel()).ShouldBe(new StateLayout(0, 0, 4));
        HostStates.Layout(new PlgaSphereModel()).ShouldBe(new StateLayout(32, 1, 3));
        HostStates.Layout(new PlgaLocalModel(), Shells).ShouldBe(new StateLayout(Shells, 3, 2));
        foreach (ReleaseModel model in Models)
            HostStates.Layout(model, Shells).Count.ShouldBe(HostResidual.States(model, Shells));
    }

    [Test]
    public void A_formulation_outside_the_domain_fails_alone()
    {
        var model = new BurstErosionModel();
        double[] good = Parameters(model)[..6], bad = [.. good];
        bad[4] = -1;
        var states = new double[2 * Times.Length * 4];
        var outcomes = new Outcome[2];
        HostStates.Run(model, [.. bad, .. good], Times, states, outcomes);
        outcomes.ShouldBe([Outcome.OutOfDomain, Outcome.Finished]);
        states[..(Times.Length * 4)].ShouldAllBe(y => double.IsNaN(y));
        states[(Times.Length * 4)..].ShouldAllBe(y => double.IsFinite(y));
    }

    [Test]
    public void A_table_that_does_not_fit_is_refused() =>
        Should.Throw<ArgumentException>(() =>
            HostStates.Run(new BurstErosionModel(), new double[6], Times, new double[19], new Outcome[1])).Message.ShouldContain("states");

    [Test]
    public void States_turn_at_an_event_as_a_trajectory_does()
    {
        ReleaseModel[] models = [new ThermoLiposomeModel(), new SwitchedSphereModel()];
        foreach (ReleaseModel model in models)
        {
            double dose = 0.25, usual = model.Inputs[0].Usual;
            var schedule = new Schedule([0, 1], [usual, 0.5, usual, dose]);
            double[] parameters = Parameters(model), start = new double[Count * HostStates.Layout(model).Count], atEvent;
            HostStates.Start(model, parameters, start, schedule: schedule);
            atEvent = [.. start];
            HostStates.ApplyEvent(model, parameters, schedule, 1, atEvent);
            double[] added = [.. atEvent.Zip(start, (now, was) => now - was)];
            added.Count(step => step == dose).ShouldBe(Count, model.Name);
            added.Count(step => step == 0).ShouldBe(added.Length - Count, model.Name);
        }
    }
}
