using SurrogateEngine.Fitting;
using SurrogateEngine.Fitting.Empirical;
using SurrogateEngine.Profiles;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Engine.Core.Fitting.Robust;

/// <summary>Losses that wrong measurements do not decide.</summary>
public sealed class RobustLossTests
{
    static readonly LossKind[] Kinds = [LossKind.Huber, LossKind.StudentT, LossKind.Tukey];

    [Test]
    public void Weights_slopes_and_curvatures_are_derivatives_of_the_loss([ValueSource(nameof(Kinds))] LossKind kind)
    {
        var loss = new RobustLoss(kind, 0.7);
        foreach (double r in new[] { -5.0, -1.2, -0.3, 0.05, 0.6, 1.9, 3.1 })
        {
            double Numeric(Func<double, double> f) => (f(r + 1e-6) - f(r - 1e-6)) / 2e-6;

            (loss.Weight(r) * r).ShouldBe(Numeric(loss.Rho), 1e-8);
            loss.Curvature(r).ShouldBe(Numeric(x => loss.Weight(x) * x), 1e-7);
            loss.RootDerivative(r).ShouldBe(Numeric(loss.Root), 1e-7);
            (loss.Root(r) * loss.Root(r)).ShouldBe(2 * loss.Rho(r), 1e-12);
            loss.Rho(r).ShouldBeLessThanOrEqualTo(r * r / 2 + 1e-12);
        }

        loss.Rho(1e-4).ShouldBe(0.5e-8, 1e-13);
    }

    /// <summary>
    /// The stack loss data of Brownlee, as MASS::rlm of R prints them with its own scale of the residuals: intercept, air, water, acid.
    /// </summary>
    [TestCase(LossKind.Huber, 2.4407, new[] { -41.0265, 0.8294, 0.9261, -0.1278 })]
    [TestCase(LossKind.Tukey, 2.2819, new[] { -42.2853, 0.9275, 0.6507, -0.1123 })]
    public void Published_robust_regressions_are_reached(LossKind kind, double scale, double[] published)
    {
        var problem = new StackLoss();
        double[] low = [.. published.Select(_ => double.NegativeInfinity)], high = [.. published.Select(_ => double.PositiveInfinity)];
        double[] best = new double[4];
        var search = new LevenbergMarquardt(problem, low, high);
        search.Minimize(best);

        RobustSearch.Run(kind, scale, 4, [], loss =>
        {
            problem.Loss = loss;
            search.Minimize(best);
            return [];
        });

        best.ShouldBe(published, kind == LossKind.Huber ? 2e-3 : 4e-3);
    }

    [Test]
    public void Two_wrong_points_move_least_squares_and_hardly_a_robust_fit([ValueSource(nameof(Kinds))] LossKind kind)
    {
        MeasuredProfile profile = Spoiled();
        double Rate(LossKind loss) =>
            EmpiricalFitter.Run(profile, new EmpiricalOptions { Models = ["first-order"], Loss = loss }).Best.Parameters[0].Value;

        Math.Abs(Rate(LossKind.Squares) - 0.25).ShouldBeGreaterThan(0.02);
        Rate(kind).ShouldBe(0.25, 0.01);
    }

    [Test]
    public void An_interval_is_that_of_least_squares_where_no_point_is_wrong()
    {
        MeasuredProfile clean = Spoiled(0);
        EmpiricalEstimate Of(LossKind loss) =>
            EmpiricalFitter.Run(clean, new EmpiricalOptions { Models = ["first-order"], Loss = loss }).Best.Parameters[0];

        double squares = Of(LossKind.Squares).StandardError;
        foreach (LossKind kind in Kinds)
            Of(kind).StandardError.ShouldBe(squares, 0.35 * squares, kind.ToString());
    }

    [Test]
    public void A_model_solved_itself_takes_a_robust_loss_too([ValueSource(nameof(Kinds))] LossKind kind)
    {
        double[] days = [0.5, 1, 2, 3, 5, 7, 10, 14, 18, 21, 25, 28];
        var profile = new MeasuredProfile
        {
            Name = "made",
            Origin = "test",
            Days = days,
            Released = [.. days.Select((day, j) => WeibullPredictor.At(day, 0.9, 6, 0.8)
                + 0.004 * (j % 2 == 0 ? 1 : -1) - (j == 4 ? 0.35 : 0))],
        };
        FitResult Fit(LossKind loss) => ProfileFit.Run(profile, new WeibullPredictor(), null, new FitOptions
        {
            Fixed = new Dictionary<string, double> { ["scale"] = 1 },
            Candidates = 2048,
            Walkers = 64,
            Walk = 40,
            Loss = loss,
        });

        FitResult squares = Fit(LossKind.Squares), robust = Fit(kind);

        Math.Abs(squares.Reported[1] - 6).ShouldBeGreaterThan(0.5);
        robust.Reported[0].ShouldBe(0.9, 0.02);
        robust.Reported[1].ShouldBe(6, 0.4);
        robust.Remarks.ShouldContain(remark => remark.Contains($"the loss {LossNames.Of(kind)}") && remark.Contains("one point counts less than half: 5 d"));
        (robust.Parameters[1].High - robust.Parameters[1].Low)
            .ShouldBeLessThan(0.7 * (squares.Parameters[1].High - squares.Parameters[1].Low));
    }

    [Test]
    public void A_word_that_names_no_loss_is_refused() =>
        Should.Throw<RefusedException>(() => LossNames.Parse("l1")).Message.ShouldBe("--loss l1: there is no such loss; use squares, huber, student-t or tukey.");

    /// <summary>First order, k 0.25/h, errors of about 1 %, and two points that are 40 % too low.</summary>
    static MeasuredProfile Spoiled(double by = 0.4)
    {
        double[] hours = [.. Enumerable.Range(1, 16).Select(i => 0.5 * i)];
        double[] errors = [0.008, -0.011, 0.004, 0.013, -0.006, -0.012, 0.009, 0.001, -0.014, 0.007, 0.012, -0.003, -0.008, 0.01, -0.01,
            0.005];
        return new MeasuredProfile
        {
            Name = "made",
            Origin = "test",
            TimeUnit = "h",
            Days = [.. hours.Select(hour => hour / 24)],
            Released = [.. hours.Select((hour, j) => 1 - Math.Exp(-0.25 * hour) + errors[j] - (j is 5 or 11 ? by : 0))],
        };
    }

    sealed class StackLoss : IResiduals
    {
        static readonly double[] Loses = [42, 37, 37, 28, 18, 18, 19, 20, 15, 14, 14, 13, 11, 12, 8, 7, 8, 8, 9, 15, 15];
        static readonly double[] Air = [80, 80, 75, 62, 62, 62, 62, 62, 58, 58, 58, 58, 58, 58, 50, 50, 50, 50, 50, 56, 70];
        static readonly double[] Water = [27, 27, 25, 24, 22, 23, 24, 24, 23, 18, 18, 17, 18, 19, 18, 18, 19, 19, 20, 20, 20];
        static readonly double[] Acid = [89, 88, 90, 87, 87, 87, 93, 93, 87, 80, 89, 88, 82, 93, 89, 86, 72, 79, 80, 82, 91];

        public RobustLoss? Loss { get; set; }

        public int Count => Loses.Length;

        public int Dimensions => 4;

        public void Evaluate(ReadOnlySpan<double> parameters, Span<double> residuals, Span<double> jacobian)
        {
            for (int i = 0; i < Count; i++)
            {
                double[] row = [1, Air[i], Water[i], Acid[i]];
                double residual = -Loses[i];
                for (int j = 0; j < 4; j++)
                    residual += row[j] * parameters[j];
                for (int j = 0; j < 4 && !jacobian.IsEmpty; j++)
                    jacobian[4 * i + j] = row[j] * (Loss?.RootDerivative(residual) ?? 1);
                residuals[i] = Loss?.Root(residual) ?? residual;
            }
        }
    }
}
