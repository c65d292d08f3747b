using SurrogateEngine.Kernels;
using SurrogateEngine.Tests.Kernels.Schedules;
using SurrogateEngine.Tests.Kernels.Spheres;

namespace SurrogateEngine.Tests.Kernels.States;

/// <summary>What is seen inside a law must be what the law itself gives from outside.</summary>
public sealed class HostStatesTests
{
    const int Count = 6, Shells = 12;

    static IEnumerable<ReleaseLaw> Laws => Catalog.Laws;

    static readonly double[] Times = [0, 0.01, 0.5, 3, 20];

    static readonly EnsembleOptions Options = new() { Shells = Shells, Number = Number.Real64 };

    static double[] Parameters(ReleaseLaw law)
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, Count * law.Parameters.Count).Select(k => law.Parameters[k % law.Parameters.Count].At(random.NextDouble()))];
    }

    static double[] Follow(ReleaseLaw law, double[] parameters)
    {
        var states = new double[parameters.Length / law.Parameters.Count * Times.Length * HostStates.Layout(law, Shells).Count];
        var outcomes = new Outcome[parameters.Length / law.Parameters.Count];
        HostStates.Run(law, parameters, Times, states, outcomes, Options);
        outcomes.ShouldAllBe(outcome => outcome == Outcome.Finished);
        return states;
    }

    [TestCaseSource(nameof(Laws))]
    public void States_give_the_ensembles_curves_through_the_output_weights(ReleaseLaw law)
    {
        double[] parameters = Parameters(law), states = Follow(law, parameters);
        int n = HostStates.Layout(law, Shells).Count, outputs = law.Outputs.Count;
        var weights = new double[Count * outputs * n];
        HostStates.OutputWeights(law, parameters, weights, Shells);
        var curves = new double[Count * outputs * Times.Length];
        HostEnsemble.Run(law, parameters, Times, curves, new Outcome[Count], Options);
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
        ReleaseLaw law = MildSpheres.PlgaLocal;
        double[] parameters = MildSpheres.Formulations(law, 2);
        EnsembleOptions exact = MildSpheres.Options with { Number = Number.Real64, RelativeTolerance = 1e-7, AbsoluteTolerance = 1e-9 };
        double[] plain = Seen(exact with { Solver = solver }), stiff = Seen(exact with { Solver = "rodas5p" });
        plain.Zip(stiff, (x, y) => Math.Abs(x - y)).Max().ShouldBeLessThan(1e-6);

        double[] Seen(EnsembleOptions options)
        {
            var states = new double[2 * Times.Length * HostStates.Layout(law, options.Shells).Count];
            HostStates.Run(law, parameters, Times, states, new Outcome[2], options);
            return states;
        }
    }

    [TestCaseSource(nameof(Laws))]
    public void A_trajectory_starts_at_the_start(ReleaseLaw law)
    {
        double[] parameters = Parameters(law), states = Follow(law, parameters);
        int n = HostStates.Layout(law, Shells).Count;
        var start = new double[Count * n];
        HostStates.Start(law, parameters, start, Shells);
        for (int row = 0; row < Count; row++)
            states.AsSpan(row * Times.Length * n, n).ToArray().ShouldBe(start[(row * n)..((row + 1) * n)]);
    }

    [Test]
    public void Layouts_count_shells_species_and_pools()
    {
        HostStates.Layout(new BurstErosionLaw()).ShouldBe(new StateLayout(0, 0, 4));
        HostStates.Layout(new PlgaSphereLaw()).ShouldBe(new StateLayout(32, 1, 3));
        HostStates.Layout(new PlgaLocalLaw(), Shells).ShouldBe(new StateLayout(Shells, 3, 2));
        foreach (ReleaseLaw law in Laws)
            HostStates.Layout(law, Shells).Count.ShouldBe(HostResidual.States(law, Shells));
    }

    [Test]
    public void A_formulation_outside_the_domain_fails_alone()
    {
        var law = new BurstErosionLaw();
        double[] good = Parameters(law)[..6], bad = [.. good];
        bad[4] = -1;
        var states = new double[2 * Times.Length * 4];
        var outcomes = new Outcome[2];
        HostStates.Run(law, [.. bad, .. good], Times, states, outcomes);
        outcomes.ShouldBe([Outcome.OutOfDomain, Outcome.Finished]);
        states[..(Times.Length * 4)].ShouldAllBe(y => double.IsNaN(y));
        states[(Times.Length * 4)..].ShouldAllBe(y => double.IsFinite(y));
    }

    [Test]
    public void A_table_that_does_not_fit_is_refused() =>
        Should.Throw<ArgumentException>(() => HostStates.Run(new BurstErosionLaw(), new double[6], Times, new double[19], new Outcome[1])).Message.ShouldContain("states");

    [Test]
    public void States_turn_at_an_edge_as_a_trajectory_does()
    {
        ReleaseLaw[] laws = [new ThermoLiposomeLaw(), new SwitchedSphereLaw()];
        foreach (ReleaseLaw law in laws)
        {
            double dose = 0.25, usual = law.Channels[0].Usual;
            var schedule = new Schedule([0, 1], [usual, 0.5, usual, dose]);
            double[] parameters = Parameters(law), start = new double[Count * HostStates.Layout(law).Count], turned;
            HostStates.Start(law, parameters, start, schedule: schedule);
            turned = [.. start];
            HostStates.Turn(law, parameters, schedule, 1, turned);
            double[] added = [.. turned.Zip(start, (now, was) => now - was)];
            added.Count(step => step == dose).ShouldBe(Count, law.Name);
            added.Count(step => step == 0).ShouldBe(added.Length - Count, law.Name);
        }
    }
}
