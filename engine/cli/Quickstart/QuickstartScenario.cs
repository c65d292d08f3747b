using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Cli.Quickstart;

/// <summary>
/// What a quickstart simulates: the law over its usual ranges, but with diffusion times up to 3000 d and curves up to 180 d.
/// The usual ranges end at 100 d and 30 d; particles in laboratories are often slower, and a surrogate explains only
/// what lies within its ranges.
/// </summary>
static class QuickstartScenario
{
    const double SlowestDiffusion = 3000;
    const double FirstTime = 1e-3, LastTime = 180;
    const int Times = 64;

    public static Scenario Of(ReleaseLaw law, QuickstartOptions options) => Scenario.Default(law) with
    {
        Samples = options.Samples,
        Seed = options.Seed,
        Parameters = [.. law.Parameters.Select(ParameterRange.Usual).Select(range => range.Name == "tau" ? range with { High = SlowestDiffusion } : range)],
        Times = TimeGrid.Geometric(FirstTime, LastTime, Times),
    };
}
