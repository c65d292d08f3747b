using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;
using TorchSharp;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training;

public sealed class GradientTests
{
    const int Rows = 5;

    static readonly CurveSet Set = FirstOrderRelease.Curves(200);

    static IEnumerable<TrainingPlan> Plans()
    {
        TrainingPlan small = FirstOrderRelease.SmallPlan with
        {
            Network = FirstOrderRelease.SmallPlan.Network with { Width = 16, Depth = 1 },
            Schedule = FirstOrderRelease.SmallPlan.Schedule with { Epochs = 2 },
        };
        foreach (string network in Trainers.Networks.All.Names)
            yield return small with { Network = small.Network with { Name = network } };
        yield return small with { Network = small.Network with { Members = 2 } };
        yield return small with { Network = small.Network with { Activation = "tanh" }, Data = small.Data with { Transform = "raw" } };
        yield return small with { Network = small.Network with { Activation = "silu" }, Data = small.Data with { Transform = "log" } };
    }

    /// <summary>The same weights in double, and a difference quotient: an error of 1e-4 of the steepest derivative is single
    /// precision's.</summary>
    [TestCaseSource(nameof(Plans))]
    public void The_gradient_is_that_of_finite_differences_in_double(TrainingPlan plan)
    {
        using Surrogate surrogate = Trainer.Train(plan, Set);
        using var exact = new InDouble(surrogate);
        int inputs = Set.Space.Parameters.Count, points = Set.Space.Points;
        double[] parameters = Set.Parameters.Span[..(Rows * inputs)].ToArray(), gradient = new double[inputs * Rows * points];
        float[] curves = new float[Rows * points], plain = new float[curves.Length];
        surrogate.PredictWithGradient(parameters, Rows, curves, gradient);
        surrogate.Predict(parameters, Rows, plain);
        for (int i = 0; i < plain.Length; i++)
            curves[i].ShouldBe(plain[i], 1e-5f);
        for (int p = 0; p < inputs; p++)
        {
            double steepest = 0, worst = 0;
            for (int row = 0; row < Rows; row++)
            {
                double[] formulation = parameters[(row * inputs)..((row + 1) * inputs)];
                double step = 1e-5 * formulation[p];
                double[] up = exact.Curve(formulation, p, step), down = exact.Curve(formulation, p, -step);
                for (int j = 0; j < points; j++)
                {
                    double difference = (up[j] - down[j]) / (2 * step);
                    steepest = Math.Max(steepest, Math.Abs(difference));
                    worst = Math.Max(worst, Math.Abs(difference - gradient[(p * Rows + row) * points + j]));
                }
            }
            if (Set.Space.Parameters[p].High > Set.Space.Parameters[p].Low)
                steepest.ShouldBeGreaterThan(0);
            worst.ShouldBeLessThanOrEqualTo(1e-4 * steepest, Set.Space.Parameters[p].Name);
        }
    }

    [Test]
    public void Many_formulations_have_the_gradients_of_one_after_the_other()
    {
        using Surrogate surrogate = Trainer.Train(FirstOrderRelease.SmallPlan with
        {
            Network = FirstOrderRelease.SmallPlan.Network with { Width = 16, Depth = 1 },
            Schedule = FirstOrderRelease.SmallPlan.Schedule with { Epochs = 1 },
        }, Set);
        int inputs = Set.Space.Parameters.Count, points = Set.Space.Points, count = Set.Count;
        double[] all = new double[inputs * count * points], one = new double[inputs * points];
        surrogate.PredictWithGradient(Set.Parameters.Span, count, new float[count * points], all);
        foreach (int row in (int[])[0, count / 2, count - 1])
        {
            surrogate.PredictWithGradient(Set.Formulation(row), 1, new float[points], one);
            for (int p = 0; p < inputs; p++)
                for (int j = 0; j < points; j++)
                    all[(p * count + row) * points + j].ShouldBe(one[p * points + j], 1e-4 * Math.Abs(one[p * points + j]) + 1e-9);
        }
    }

    [Test]
    public void A_model_without_derivatives_of_its_own_gives_differences()
    {
        ICurveModel model = new Products();
        double[] parameters = [2, 3, 5, 1, 3, 4], gradient = new double[3 * 2 * 2];
        var curves = new float[4];
        model.PredictWithGradient(parameters, 2, curves, gradient);
        curves.ShouldBe([10, 12, 4, 9]);
        gradient[0].ShouldBe(5, 1e-3);
        gradient[1].ShouldBe(1, 1e-3);
        gradient[2].ShouldBe(4, 1e-3);
        gradient[4].ShouldBe(0);
        gradient[8].ShouldBe(2, 1e-3);
        gradient[9].ShouldBe(2, 1e-3);
        gradient[10].ShouldBe(1, 1e-3);
    }

    /// <summary>a b and a + 2 b of (a, fixed, b); a at an end of its range.</summary>
    sealed class Products : ICurveModel
    {
        public CurveSpace Space { get; } = new(
            "products", 1,
            [new("a", "", 1, 2, Scale.Linear, "", ""), new("c", "", 3, 3, Scale.Log, "", ""), new("b", "", 1, 10, Scale.Log, "", "")],
            [new("Q", "", "")], [1, 2], "d");

        public void Predict(ReadOnlySpan<double> parameters, int count, Span<float> curves)
        {
            for (int i = 0; i < count; i++)
                (curves[2 * i], curves[2 * i + 1]) = ((float)(parameters[3 * i] * parameters[3 * i + 2]),
                    (float)(parameters[3 * i] + 2 * parameters[3 * i + 2]));
        }
    }

    /// <summary>A surrogate's network in double, with transforms written out again.</summary>
    sealed class InDouble : IDisposable
    {
        readonly SurrogateCard card;
        readonly nn.Module<Tensor, Tensor> network;

        public InDouble(Surrogate surrogate)
        {
            string file = Path.GetTempFileName();
            surrogate.Save(file);
            (card, TrainingPlan plan, var weights, _) = SurrogateFile.Read(file);
            File.Delete(file);
            network = Trainers.Networks.Create(NetworkShape.Of(card), plan);
            Weights.Load(network, weights, "");
            network.eval();
            network.to(ScalarType.Float64);
            if (network is EnsembleNetwork ensemble)
                ensemble.Moved();
        }

        public double[] Curve(double[] formulation, int p, double step)
        {
            using var quiet = no_grad();
            using var scope = NewDisposeScope();
            double[] scaled = [.. card.Space.Parameters.Select((about, j) => Scaled(about, formulation[j] + (j == p ? step : 0)))];
            double[] given = network.forward(tensor(scaled, [1, scaled.Length])).data<double>().ToArray();
            return [.. given.Select((z, j) => Curve(card.Transforms[0], card.Mean[j] + card.Deviation[j] * z))];
        }

        public void Dispose() => network.Dispose();

        static double Curve(string transform, double z) => transform switch
        {
            "cloglog" => -Math.Exp(-Math.Exp(z)) + 1,
            "log" => Math.Exp(z),
            _ => z,
        };

        static double Scaled(Parameter about, double value)
        {
            Func<double, double> on = about.Scale == Scale.Log ? Math.Log : x => x;
            return about.High > about.Low ? (2 * on(value) - on(about.High) - on(about.Low)) / (on(about.High) - on(about.Low)) : 0;
        }
    }
}
