using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Sampling;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Tests.Kernels.Models;

/// <summary>
/// What must hold whatever the model: a model's test class derives from this and declares what differs. That devices give the host's
/// curves, that kernels compile, and that derivatives are right is tested over the catalog elsewhere (Device, Sensitivities, Integration).
/// </summary>
public abstract class ModelSuite
{
    /// <summary>The model.</summary>
    protected abstract ReleaseModel Subject { get; }

    /// <summary>
    /// What a larger parameter does to the released fraction, for every parameter: '+' or '-' at every time, '0' nothing, '?' one or the
    /// other.
    /// </summary>
    protected abstract string Effects { get; }

    /// <summary>
    /// Weights of an amount that nothing changes: those of the species' means, then of receptors and pools; of all states where there
    /// are no shells.
    /// </summary>
    protected abstract double[] Balance(double[] row);

    /// <summary>A formulation from which nothing leaves the model; usually the formulation itself.</summary>
    protected virtual double[] Closed(double[] row) => row;

    /// <summary>
    /// True for shells of several species. What others round is not corrected, and 1e-6 to 3e-6 of the mass is what is seen.
    /// </summary>
    bool IsBalanced => HostStates.Layout(Subject).Species > 1 && !Subject.Program<Real32>().IsSparse;

    /// <summary>How far curves at the model's own tolerance may be from those at a tight one, over the larger of 1 and their
    /// size.</summary>
    protected virtual double Accuracy => 2e-4;

    /// <summary>Formulations that are solved to see that none fails.</summary>
    protected virtual int Formulations => Subject.DefaultShells > 0 || HostStates.Layout(Subject).Count > 10 ? 600 : 10_000;

    static readonly BatchOptions Tight = new() { Precision = Precision.Double, RelativeTolerance = 1e-8, AbsoluteTolerance = 1e-11 };

    [Test]
    public void Kinds_of_number_agree()
    {
        double[] parameters = Draw(Subject, 12), exact = Batches.Solve(Subject, parameters, Tight);
        foreach (Precision number in Enum.GetValues<Precision>())
        {
            double[] curves = Batches.Solve(Subject, parameters, new() { Precision = number });
            for (int k = 0; k < curves.Length; k++)
                curves[k].ShouldBe(exact[k], Accuracy * Math.Max(1, Math.Abs(exact[k])), $"{Subject.Name}, {number}, value {k}");
        }
    }

    [Test]
    public void Mass_is_conserved_to_rounding_in_both_precisions()
    {
        double[] parameters = Draw(Subject, 6);
        int columns = Subject.Parameters.Count;
        for (int sample = 0; sample < 6; sample++)
        {
            double[] row = Closed(parameters[(sample * columns)..((sample + 1) * columns)]), weights = Balance(row);
            MassBalance.Drift<Real64>(Subject, row, weights).ShouldBeLessThan(1e-12, Subject.Name);
            MassBalance.Drift<Real32>(Subject, row, weights).ShouldBeLessThan(IsBalanced ? 1e-6 : 4e-6, Subject.Name);
        }
    }

    [Test]
    public void Every_parameter_moves_the_release_the_way_it_says()
    {
        Effects.Length.ShouldBe(Subject.Parameters.Count, "one sign for each parameter");
        double[] at = Draw(Subject, 5);
        double[] from = Batches.Solve(Subject, at, Tight);
        for (int column = 0; column < Effects.Length; column++)
        {
            double[] moved = [.. at.Select((value, k) => k % Effects.Length == column ? value + 0.03 * Math.Abs(value) : value)];
            double[] to = Batches.Solve(Subject, moved, Tight);
            double[] change = [.. Released(to).Zip(Released(from), (a, b) => a - b)];
            string name = $"{Subject.Name}, {Subject.Parameters[column].Name}";
            const double rounding = 1e-6;
            switch (Effects[column])
            {
                case '+':
                    (change.Min(), change.Max()).ShouldSatisfyAllConditions(
                    x => x.Item1.ShouldBeGreaterThan(-rounding, name), x => x.Item2.ShouldBeGreaterThan(rounding, name));
                    break;
                case '-':
                    (change.Min(), change.Max()).ShouldSatisfyAllConditions(
                    x => x.Item2.ShouldBeLessThan(rounding, name), x => x.Item1.ShouldBeLessThan(-rounding, name));
                    break;
                case '0':
                    change.Max(Math.Abs).ShouldBeLessThan(rounding, name);
                    break;
                default:
                    change.Max(Math.Abs).ShouldBeGreaterThan(rounding, name);
                    break;
            }
        }
    }

    [Test]
    public void No_formulation_of_the_default_ranges_fails() => AllFinish(Formulations);

    [Test, Category("FullMatrix")]
    public void No_formulation_of_a_hundred_thousand_fails() => AllFinish(100_000);

    void AllFinish(int count)
    {
        (double[] curves, Outcome[] outcomes, _) = Batches.Run(Subject, Draw(Subject, count));
        outcomes.Where(outcome => outcome != Outcome.Finished).GroupBy(outcome => outcome)
            .Select(group => $"{group.Count()} {group.Key}").ShouldBeEmpty(Subject.Name);
        curves.ShouldAllBe(value => double.IsFinite(value));
    }

    [Test]
    public void Values_in_other_units_are_the_same_values()
    {
        IEnumerable<(string Name, string Unit, double Value)> quantities =
        [
            .. Subject.Parameters.Select(parameter => (parameter.Name, parameter.Unit, parameter.Middle)),
            .. Subject.Inputs.Select(input => (input.Name, input.Unit, input.Usual)),
        ];
        foreach ((string name, string symbol, double value) in quantities)
        {
            Unit unit = Unit.TryParse(symbol).ShouldNotBeNull($"{name} [{symbol}]");
            Unit other = unit with { Symbol = "SI", Factor = 1, PowerOfTen = 0 };
            Math.Abs(other.To(unit, unit.To(other, value)) - value).ShouldBeLessThanOrEqualTo(4e-16 * Math.Abs(value), name);
        }

        Unit.TryParse(Subject.TimeUnit).ShouldNotBeNull();
    }

    [Test]
    public void A_time_alone_gives_what_it_gives_among_others_and_zero_the_start()
    {
        double[] row = Draw(Subject, 1), all = [0, .. Subject.DefaultTimes];
        double[] together = Batches.Solve(Subject, row, Tight, all), alone = Batches.Solve(Subject, row, Tight, [all[40]]);
        for (int output = 0; output < Subject.Outputs.Count; output++)
            alone[output].ShouldBe(together[output * all.Length + 40], 1e-6 * Math.Max(1, Math.Abs(alone[output])));
        together[0].ShouldBe(StartOfTheFirstOutput(row), 1e-12);
    }

    [Test]
    public void An_event_on_an_output_time_acts_after_it_and_one_shorter_than_a_step_is_not_missed()
    {
        if (Subject.DefaultSchedule is not { } usual)
            return;
        double[] row = Draw(Subject, 1), times = [.. Subject.DefaultTimes];
        double[] At(int last) => [.. Enumerable.Range(0, usual.Inputs).Select(input => usual.Level(0, last, input))];
        bool Differs(int index) => Enumerable.Range(0, usual.Inputs).Any(input =>
            Subject.Inputs[input].Kind == InputKind.Level && usual.Level(0, index, input) != usual.Level(0, 0, input));
        int other = Enumerable.Range(0, usual.Events).FirstOrDefault(Differs);
        double when = times[20], brief = when * 1e-3;
        Schedule Changed(double until) => new([0, when, until], [.. At(0), .. At(other), .. At(0)]);
        double[] never = Batches.Solve(Subject, row, Tight with { Schedule = new([0], At(0)) }, times);
        double[] flash = Batches.Solve(Subject, row, Tight with { Schedule = Changed(when + brief) }, times);
        double[] lasting = Batches.Solve(Subject, row, Tight with { Schedule = Changed(times[^1] + 1) }, times);
        flash[..21].Zip(never, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-7);
        lasting[..21].Zip(never, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-7);
        if (other > 0)
            lasting[..times.Length].Zip(never, (a, b) => Math.Abs(a - b)).Max().ShouldBeGreaterThan(1e-7);
        if (other > 0 && Subject.Inputs.All(input => input.Kind == InputKind.Level))
            flash[..times.Length].Zip(never, (a, b) => Math.Abs(a - b)).Max().ShouldBeGreaterThan(1e-12);
    }

    double StartOfTheFirstOutput(double[] row)
    {
        int n = HostStates.Layout(Subject).Count;
        double[] start = new double[n], weights = new double[Subject.Outputs.Count * n];
        HostStates.Start(Subject, row, start);
        HostStates.OutputWeights(Subject, row, weights);
        return start.Zip(weights, (y, w) => y * w).Sum();
    }

    IEnumerable<double> Released(double[] curves) =>
        curves.Where((_, k) => k / Subject.DefaultTimes.Count % Subject.Outputs.Count == 0);

    /// <summary>Formulations spread over the ranges by Sobol's sequence.</summary>
    internal static double[] Draw(ReleaseModel model, int count)
    {
        int columns = model.Parameters.Count;
        var points = new double[count * columns];
        new SobolSampler(columns, seed: 5).Fill(0, count, points);
        return [.. points.Select((unit, k) => model.Parameters[k % columns].At(unit))];
    }
}
