using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Fitting;

/// <summary>
/// 000.11, 002.08: a mechanistic model with one learnt term, a network for the diffusivity by molar mass, trained through the model's exact
/// sensitivities on few noisy curves, beside a network that knows no mechanism.
/// </summary>
[Parallelizable(ParallelScope.None)]
public sealed class LearntTermTests
{
    const int Curves = 20;

    static readonly string[] Network =
        ["b", "g", .. Enumerable.Range(1, 4).SelectMany(i => new[] { $"v{i}", $"w{i}", $"c{i}" })];

    static readonly double[] Times = TimeGrid.Geometric(0.3, 90, 16);

    static readonly ReleaseModel Hybrid = Catalog.Get("hybrid-sphere");

    /// <summary>The law to find: nearly constant above 10 kDa, rising steeply below.</summary>
    static double Hidden(double mass) => 4 + 300 / (1 + Math.Pow(mass / 6, 3));

    /// <summary>Released fractions under the hidden law: the sphere's series at the integral of D/R^2; shape [Times].</summary>
    static double[] Truth(double radius, double mass, double k)
    {
        double tau = 0, before = 0, xn = 1000 * mass / 65, xw = 2 * xn;
        var released = new double[Times.Length];
        const int steps = 4000;
        double Rate(double n, double w) => -k / 3 * (w * (2 * w - n) - 1);
        for (int j = 0; j < Times.Length; j++)
        {
            double h = (Times[j] - before) / steps;
            for (int i = 0; i < steps; i++)
            {
                double middleN = xn - h / 2 * k * xn * (xn - 1), middleW = xw + h / 2 * Rate(xn, xw);
                tau += h * Hidden(0.065 * middleW) / (radius * radius);
                (xn, xw) = (xn - h * k * middleN * (middleN - 1), xw + h * Rate(middleN, middleW));
            }

            before = Times[j];
            const double square = Math.PI * Math.PI;
            released[j] = 1 - 6 / square * Enumerable.Range(1, 200).Sum(n => Math.Exp(-n * n * square * tau) / (n * n));
        }

        return released;
    }

    static (double Radius, double Mass, double K)[] Draw(int count, int seed, (double Low, double High) radius)
    {
        var random = new Random(seed);
        double Log(double low, double high) => low * Math.Pow(high / low, random.NextDouble());
        return [.. Enumerable.Range(0, count).Select(_ => (Log(radius.Low, radius.High), Log(10, 60), Log(5e-5, 5e-4)))];
    }

    static double[] Row((double Radius, double Mass, double K) of, IReadOnlyDictionary<string, double> learnt) =>
        [of.Radius, of.Mass, 2, 65, of.K, 0, 0, 1, .. Hybrid.Parameters.Skip(8).Select(parameter => learnt[parameter.Name])];

    [Test]
    public void A_hidden_diffusivity_is_found_and_carries_further_than_a_network_alone()
    {
        var made = Draw(Curves, 1, (80, 160));
        var noise = new Random(2);
        double[][] noisy = [.. made.Select(of => Truth(of.Radius, of.Mass, of.K)
            .Select(value => value + 0.01 * (noise.NextDouble() + noise.NextDouble() + noise.NextDouble() - 1.5) * 2).ToArray())];

        Dictionary<string, double> learnt = Learn(made, noisy);

        // The law itself, where curves went.
        double[] masses = [6, 9, 15, 25, 50];
        double[] found = [.. masses.Select(mass => Diffusivity(mass, learnt))];
        TestContext.Out.WriteLine(string.Join("; ", masses.Zip(found, (mass, d) => $"{mass} kDa: {d:F1} for {Hidden(mass):F1} nm2/d")));
        for (int i = 0; i < masses.Length; i++)
            found[i].ShouldBe(Hidden(masses[i]), 0.2 * Hidden(masses[i]), $"{masses[i]} kDa");

        // Beyond what was seen: spheres two to four times as large.
        var beyond = Draw(60, 3, (250, 500));
        double[][] truth = [.. beyond.Select(of => Truth(of.Radius, of.Mass, of.K))];
        double hybrid = Rmse(Solve(beyond, learnt), truth), alone = Rmse(NetworkAlone(made, noisy, beyond), truth);
        TestContext.Out.WriteLine($"RMSE beyond the training's radii: hybrid {hybrid:P2}, network alone {alone:P2}");
        hybrid.ShouldBeLessThan(0.02);
        hybrid.ShouldBeLessThan(alone / 4);
    }

    static Dictionary<string, double> Learn((double Radius, double Mass, double K)[] made, double[][] noisy)
    {
        MeasuredProfile[] profiles = [.. made.Select((of, i) => new MeasuredProfile
        {
            Name = $"curve {i}",
            Origin = "planted",
            Days = Times,
            Released = noisy[i],
            Conditions = [new("R", of.Radius, "nm"), new("Mn0", of.Mass, "kDa"), new("k", of.K, "1/d")],
        })];
        JointFitResult fit = JointFit.Run(profiles, Hybrid, new JointOptions
        {
            Shared = Network,
            Fixed = new Dictionary<string, double> { ["pdi"] = 2, ["m0"] = 65, ["ka"] = 0, ["phi"] = 0, ["kb"] = 1 },
            Ranges = [.. Hybrid.Parameters.Select(parameter => parameter.Name switch
            {
                "b" => parameter with { Low = 0, High = 8 },
                "g" => parameter with { Low = -3, High = 1 },
                _ when parameter.Name[0] == 'v' => parameter with { Low = -4, High = 4 },
                _ => parameter,
            })],
            Candidates = 64,
            Starts = 2,
            Solving = new BatchOptions { Precision = Precision.Double, RelativeTolerance = 1e-4, Shells = 16, Grading = 4 },
        });
        TestContext.Out.WriteLine($"RMSE of the 20 noisy curves: {fit.RmsePercent:F2} %");
        return fit.Estimates.ToDictionary(one => one.About.Name, one => one.Value);
    }

    static double Diffusivity(double mass, Dictionary<string, double> net)
    {
        double x = Math.Log(mass / 20);
        return Math.Exp(net["b"] + net["g"] * x
            + Enumerable.Range(1, 4).Sum(i => net[$"v{i}"] * Math.Tanh(net[$"w{i}"] * x + net[$"c{i}"])));
    }

    static double[][] Solve((double Radius, double Mass, double K)[] of, Dictionary<string, double> learnt)
    {
        double[] rows = [.. of.SelectMany(one => Row(one, learnt))], curves = new double[of.Length * 3 * Times.Length];
        HostBatchSolver.Solve(Hybrid, rows, Times, curves, new Outcome[of.Length], new() { Precision = Precision.Double, Shells = 64 });
        return [.. of.Select((_, i) => curves.AsSpan(i * 3 * Times.Length, Times.Length).ToArray())];
    }

    /// <summary>The usual network, from radius, mass and rate to the curve, on the same curves.</summary>
    static double[][] NetworkAlone((double Radius, double Mass, double K)[] made, double[][] noisy,
        (double Radius, double Mass, double K)[] beyond)
    {
        Parameter[] inputs =
        [
            Hybrid.Parameters[0] with { Low = 80, High = 160 }, Hybrid.Parameters[1] with { Low = 10, High = 60 },
            Hybrid.Parameters[4] with { Low = 5e-5, High = 5e-4 },
        ];
        var space = new CurveSpace(Hybrid.Name, Hybrid.Version, inputs, [Hybrid.Outputs[0]], Times, "d");
        double[] rows = [.. made.SelectMany(of => new[] { of.Radius, of.Mass, of.K })];
        float[] curves = [.. noisy.SelectMany(curve => curve.Select(value => (float)value))];
        using Surrogate surrogate = Trainer.Train(new TrainingPlan
        {
            Network = new() { Width = 32, Depth = 2 },
            Schedule = new() { Epochs = 1500, Patience = 0 },
            Data = new() { Batch = 20, ValidationShare = 0.1, TestShare = 0, CalibrationShare = 0 },
            Runtime = new() { Threads = 2 },
        }, new CurveSet(space, rows, curves));
        float[] predicted = new float[beyond.Length * Times.Length];
        surrogate.Predict([.. beyond.SelectMany(of => new[] { of.Radius, of.Mass, of.K })], beyond.Length, predicted);
        return [.. beyond.Select((_, i) => predicted.Skip(i * Times.Length).Take(Times.Length).Select(value => (double)value).ToArray())];
    }

    static double Rmse(double[][] one, double[][] other) =>
        Math.Sqrt(one.Zip(other, (a, b) => a.Zip(b, (x, y) => (x - y) * (x - y)).Average()).Average());
}
