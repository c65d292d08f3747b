using System.CommandLine;
using System.Globalization;
using SurrogateEngine.Cli;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Integration;

namespace ExamplePlugin;

/// <summary>A verb of one's own: <c>surrogate compare-solvers MODEL</c> solves one formulation with every method.</summary>
public sealed class CompareSolversVerb : Verb
{
    readonly Argument<string> model = new("model") { Description = "Release model; the middle of its ranges is solved." };
    readonly Option<double> tolerance = new("--tolerance")
    {
        Description = "Relative tolerance.",
        HelpName = "number",
        DefaultValueFactory = _ => 1e-5
    };

    public override string Name => "compare-solvers";

    public override string Summary => "Solve one formulation of a model with every method and compare the curves.";

    public override IReadOnlyList<string> Examples => ["surrogate compare-solvers plga-sphere --tolerance 1e-6"];

    protected override IReadOnlyList<Argument> Arguments => [model];

    protected override IReadOnlyList<Option> Options => [tolerance];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        ReleaseModel releaseModel = Catalog.Models.Get(given.GetRequiredValue(model));
        double[] truth = Solve(releaseModel, "rodas5p", 1e-10);
        var differences = new Dictionary<string, double>();
        foreach (SolverEntry method in Catalog.Methods)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] curve = Solve(releaseModel, method.Name, given.GetValue(tolerance));
            differences[method.Name] = curve.Zip(truth, (a, b) => Math.Abs(a - b)).Max();
            terminal.Line(string.Create(CultureInfo.InvariantCulture,
                $"{method.Name,-10} differs by at most {differences[method.Name]:G3}"));
        }

        terminal.Result(differences);
        return CommandLine.Done;
    }

    static double[] Solve(ReleaseModel releaseModel, string method, double tolerance)
    {
        var curves = new double[releaseModel.Outputs.Count * releaseModel.DefaultTimes.Count];
        double[] formulation = [.. releaseModel.Parameters.Select(parameter => parameter.Middle)];
        HostBatchSolver.Solve(
            releaseModel, formulation, releaseModel.DefaultTimes.ToArray(), curves, new Outcome[1],
            new BatchOptions
            {
                Solver = method,
                RelativeTolerance = tolerance,
                AbsoluteTolerance = tolerance * 1e-2,
                Precision = Precision.Double
            });
        return curves;
    }
}
