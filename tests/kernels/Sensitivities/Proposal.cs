using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Sensitivities;

/// <summary>Curves somebody might propose: any states and derivatives of any model, parameters from their ranges.</summary>
sealed record Proposal(double[] Parameters, double[] Times, double[] States, double[] Derivatives)
{
    public static Proposal For(ReleaseModel model, int shells, int count = 5, int seed = 1)
    {
        var random = new Random(seed);
        double[] times = [0.1, 1, 7];
        int length = count * times.Length * HostResidual.States(model, shells);
        double[] Draw(int n) => [.. Enumerable.Range(0, n).Select(_ => 0.1 + 0.8 * random.NextDouble())];
        double[] parameters = [.. Enumerable.Range(0, count * model.Parameters.Count)
            .Select(k => model.Parameters[k % model.Parameters.Count].At(random.NextDouble()))];
        return new(parameters, times, Draw(length), Draw(length));
    }

    /// <summary>Moved along a direction of states and a relative direction of parameters.</summary>
    public Proposal Moved(double by, double[] states, double[] parameters) => this with
    {
        States = [.. States.Zip(states, (y, d) => y + by * d)],
        Parameters = [.. Parameters.Zip(parameters, (p, d) => p + by * d)],
    };

    public static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    /// <summary>Size of the terms of a dot product, which its rounding is measured by.</summary>
    public static double Size(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x * y)).Sum();
}
