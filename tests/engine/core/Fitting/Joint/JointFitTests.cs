using MathNet.Numerics.LinearAlgebra;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;

namespace SurrogateEngine.Tests.Engine.Core.Fitting.Joint;

/// <summary>One model and several profiles, their truth planted.</summary>
public sealed class JointFitTests
{
    static readonly double[] Days = [0.25, 0.5, 1, 2, 4, 7, 10, 14, 20, 27];

    static readonly Dictionary<string, double> Known = new() { ["Vm"] = 0.02, ["Km"] = 0.2, ["ke"] = 0.5 };

    static readonly JointOptions Quick = new() { Candidates = 1024, Starts = 4, Fixed = Known };

    static MeasuredProfile Solved(ReleaseModel model, string name, double[] formulation, double[] times, Func<int, double>? error = null,
        double[]? levels = null)
    {
        double[] curves = new double[model.Outputs.Count * times.Length];
        HostBatchSolver.Lanes.Solve(model, formulation, times, curves, new Outcome[1], new BatchOptions
        {
            Precision = Precision.Double,
            Schedule = levels is null ? null : new Schedule([0], levels),
        });
        double days = TimeUnit.Days(model.TimeUnit)!.Value;
        return new MeasuredProfile
        {
            Name = name,
            Origin = "test",
            TimeUnit = model.TimeUnit,
            Days = [.. times.Select(time => time * days)],
            Released = [.. times.Select((_, j) => curves[j] + (error?.Invoke(j) ?? 0))],
        };
    }

    static ReleaseModel Burst => Catalog.Models.Get("burst-erosion");

    static MeasuredProfile[] Three() =>
    [
        Solved(Burst, "A", [0.15, 3, 0.05, 0.02, 0.2, 0.5], Days), Solved(Burst, "B", [0.2, 3, 0.05, 0.02, 0.2, 0.5], Days[..8]),
        Solved(Burst, "C", [0.35, 3, 0.05, 0.02, 0.2, 0.5], [0.3, 1.1, 3, 6, 12, 25]),
    ];

    static double Of(JointFitResult fit, string name, string profile = "") =>
        fit.Estimates.Single(of => of.About.Name == name && of.Profile == profile).Value;

    [Test]
    public void Shared_and_separate_parameters_are_found_again()
    {
        JointFitResult fit = JointFit.Run(Three(), Burst, Quick with { Shared = ["kb", "ks"], Separate = ["phi"] });

        Of(fit, "kb").ShouldBe(3, 0.003);
        Of(fit, "ks").ShouldBe(0.05, 5e-5);
        Of(fit, "phi", "A").ShouldBe(0.15, 1.5e-4);
        Of(fit, "phi", "B").ShouldBe(0.2, 2e-4);
        Of(fit, "phi", "C").ShouldBe(0.35, 3e-4);
        fit.Estimates.Count.ShouldBe(5);
        fit.RmsePercent.ShouldBeLessThan(0.01);
        fit.Held.Select(held => held.About.Name).ShouldBe(["Vm", "Km", "ke"]);
    }

    [Test]
    public void Profiles_that_share_nothing_are_fitted_as_if_alone()
    {
        MeasuredProfile[] three = Three();
        JointFitResult together = JointFit.Run(three, Burst, Quick), alone = JointFit.Run([three[1]], Burst, Quick);

        together.Estimates.Count.ShouldBe(9);
        foreach (string name in new[] { "phi", "kb", "ks" })
            Of(together, name, "B").ShouldBe(Of(alone, name), 1e-9);
    }

    [Test]
    public void A_temperature_column_and_an_activation_energy_explain_profiles_of_three_temperatures()
    {
        const double energy = 80, r = 8.314462618e-3;
        double[] temperatures = [25, 37, 45];
        double mean = temperatures.Average() + 273.15;
        MeasuredProfile[] profiles = [.. temperatures.Select(t => Solved(Burst, $"{t} degC",
            [0.15, 3, 0.05 * Math.Exp(-energy / r * (1 / (t + 273.15) - 1 / mean)), 0.02, 0.2, 0.5], Days) with
        {
            Conditions = [new ProfileCondition("temperature", t, "°C")],
        })];

        JointFitResult fit = JointFit.Run(profiles, Burst, Quick with { Shared = ["phi", "kb"], Arrhenius = ["ks"] });

        Of(fit, "ks").ShouldBe(0.05, 1e-4);
        Of(fit, "Ea(ks)").ShouldBe(energy, 0.3);
        fit.Estimates.Count.ShouldBe(4);
        Should.Throw<RefusedException>(() => JointFit.Run(Three(), Burst, Quick with { Arrhenius = ["ks"] }))
            .Message.ShouldContain("temperatures");
    }

    [Test]
    public void The_ph_of_each_profile_is_the_model_s_input()
    {
        ReleaseModel model = Catalog.Models.Get("ph-carrier");
        double[] truth = [0.004, 0.9, 6.3, 2], hours = [0.5, 1, 2, 4, 8, 12, 24];
        MeasuredProfile[] profiles = [.. new[] { 5.5, 6.2, 6.8, 7.4 }.Select(ph => Solved(model, $"pH {ph}", truth, hours, null, [ph]) with
        {
            Conditions = [new ProfileCondition("pH", ph, "")],
        })];

        JointFitResult fit = JointFit.Run(profiles, model,
            new JointOptions { Candidates = 1024, Starts = 6, Shared = [.. model.Parameters.Select(parameter => parameter.Name)] });

        for (int p = 0; p < truth.Length; p++)
            Of(fit, model.Parameters[p].Name).ShouldBe(truth[p], 0.01 * truth[p]);
        Should.Throw<RefusedException>(() => JointFit.Run([profiles[0], profiles[1] with { Conditions = [] }], model))
            .Message.ShouldContain("its pH is not given");
    }

    /// <summary>The chain rule through shares, temperatures and losses, against central differences in double precision.</summary>
    [Test]
    public void Derivatives_agree_with_differences([Values] LossKind kind)
    {
        MeasuredProfile[] profiles = [.. Three().Select((profile, i) => profile with { Conditions = [new("T", 25 + 10 * i, "degC")] })];
        JointOptions options = Quick with { Shared = ["kb"], Separate = ["phi"], Arrhenius = ["ks"] };
        var problem = new JointProblem(profiles, Burst, options, HostBatchSolver.Lanes);
        (JointObjective objective, JointSpace space, _) = problem.Objective([0, 1, 2], new FitWatch(0, null, default));
        objective.Solving = new() { Precision = Precision.Double, RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-12 };
        objective.Loss = kind == LossKind.Squares ? null : new RobustLoss(kind, 0.02);
        double[] point = [.. Enumerable.Range(0, space.Coordinates.Count).Select(j => 0.35 + 0.04 * j)];

        Matrix<double> jacobian = objective.Jacobians(point, 1)[0];

        const double step = 1e-5;
        for (int j = 0; j < point.Length; j++)
        {
            double[] Residuals(double move)
            {
                double[] at = (double[])point.Clone(), residuals = new double[objective.Points];
                at[j] += move;
                objective.Evaluate(at, 1, residuals, new double[1]);
                return residuals;
            }

            double[] up = Residuals(step), down = Residuals(-step);
            for (int k = 0; k < up.Length; k++)
                jacobian[k, j].ShouldBe((up[k] - down[k]) / (2 * step), 1e-5, $"{space.Coordinates[j].About.Name}, residual {k}");
        }
    }

    [Test]
    public void Its_posterior_is_centered_at_the_truth_and_as_wide_as_its_intervals()
    {
        var random = new RandomStream(4);
        MeasuredProfile[] two = [.. new[] { 0.15, 0.3 }.Select((phi, i) =>
            Solved(Burst, $"{i}", [phi, 3, 0.05, 0.02, 0.2, 0.5], Days, _ => 0.01 * random.Normal()))];

        JointFitResult fit = JointFit.Run(two, Burst, Quick with
        {
            Shared = ["kb", "ks"],
            Separate = ["phi"],
            Posterior = new PosteriorOptions { Moves = 600, Warmup = 200 },
        });

        fit.Posterior!.Converged.ShouldBeTrue();
        foreach ((JointEstimate estimate, PosteriorParameter drawn) in fit.Estimates.Zip(fit.Posterior.Parameters))
        {
            double width = estimate.High - estimate.Low;
            drawn.Median.ShouldBe(estimate.Value, 0.15 * width, estimate.About.Name);
            (drawn.High - drawn.Low).ShouldBe(width, 0.25 * width, estimate.About.Name);
        }
    }

    [Test]
    public void Impossible_wishes_are_refused()
    {
        Refusal(Quick with { Shared = ["kx"] }).ShouldContain("'kx' is not a parameter");
        Refusal(Quick with { Shared = ["kb"], Separate = ["kb"] }).ShouldContain("kb is named twice");
        Refusal(Quick with { Shared = ["Vm"] }).ShouldContain("Vm is fixed");

        static string Refusal(JointOptions options) =>
            Should.Throw<RefusedException>(() => JointFit.Run(Three(), Burst, options)).Message;
    }
}
