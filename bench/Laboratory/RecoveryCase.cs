using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;

namespace SurrogateEngine.Bench.Laboratory;

/// <summary>A model whose parameters are known, the times at which it is measured, and which parameters are to be found.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Times">Times, in the model's unit.</param>
/// <param name="Truth">What is searched, and its true value; the others are held at the middle of their range.</param>
sealed record RecoveryCase(string Model, double[] Times, IReadOnlyDictionary<string, double> Truth)
{
    /// <summary>Five models of five mechanisms.</summary>
    public static IReadOnlyList<RecoveryCase> All { get; } =
    [
        new("burst-erosion", [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 11, 14, 18, 23, 28],
            new Dictionary<string, double> { ["phi"] = 0.3, ["kb"] = 1.5, ["ks"] = 0.05 }),
        new("carrier-binding", [0.25, 0.5, 1, 2, 3, 4, 6, 8, 12, 16, 20, 24, 36, 48],
            new Dictionary<string, double> { ["kS"] = 1, ["kon"] = 0.1, ["koff"] = 0.05 }),
        new("dialysis-series", [0.25, 0.5, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 36, 48],
            new Dictionary<string, double> { ["kr"] = 0.1, ["f0"] = 0.2 }),
        new("diffusion-sphere", [0.5, 1, 2, 3, 5, 7, 10, 14, 20, 28, 40, 60],
            new Dictionary<string, double> { ["D"] = 2000, ["phi"] = 0.15 }),
        new("particle-dissolution", [0.1, 0.2, 0.4, 0.7, 1, 1.5, 2, 3, 4, 6, 8, 12],
            new Dictionary<string, double> { ["r0"] = 8, ["q"] = 0.3 }),
    ];

    /// <summary>The profile without errors, released fractions.</summary>
    public double[] Exact()
    {
        ReleaseModel model = Catalog.Get(Model);
        double[] row = [.. model.Parameters.Select(parameter => Truth.TryGetValue(parameter.Name, out double value) ? value
            : Held(parameter))];
        double[] curves = new double[model.Outputs.Count * Times.Length];
        HostBatchSolver.Lanes.Solve(model, row, Times, curves, new Outcome[1], new BatchOptions { Precision = Precision.Double });
        return curves[..Times.Length];
    }

    /// <summary>Fits the profile with normal errors added.</summary>
    /// <param name="exact">See <see cref="Exact"/>.</param>
    /// <param name="error">Standard deviation of the errors, share of the dose.</param>
    /// <param name="seed">Another seed makes other errors.</param>
    /// <returns>What was found of each searched parameter.</returns>
    public IReadOnlyList<JointEstimate> Fit(double[] exact, double error, ulong seed)
    {
        ReleaseModel model = Catalog.Get(Model);
        var draws = new Normals(seed);
        double days = TimeUnit.Days(model.TimeUnit)!.Value;
        var profile = new MeasuredProfile
        {
            Name = $"{Model} {seed}",
            Origin = "made",
            TimeUnit = model.TimeUnit,
            Days = [.. Times.Select(time => time * days)],
            Released = [.. exact.Select(value => value + error * draws.Next())],
        };
        return JointFit.Run([profile], model, new JointOptions
        {
            Fixed = model.Parameters.Where(parameter => !Truth.ContainsKey(parameter.Name)).ToDictionary(parameter => parameter.Name, Held),
            Candidates = 128,
            Starts = 2,
            Solving = new BatchOptions { Precision = Precision.Double, Threads = 1 },
        }).Estimates;
    }

    static double Held(Parameter parameter) => parameter.HeldAt ?? parameter.Middle;

    /// <summary>Normal numbers (Box &amp; Muller 1958).</summary>
    sealed class Normals(ulong seed)
    {
        readonly Random random = new((int)seed);

        public double Next() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
