using SurrogateEngine.Fitting;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Tests.Examples;

/// <summary>Measured profiles in six lines of a program, as the README quotes them.</summary>
static class LaboratoryFromCSharp
{
    public static ForecastResult Run()
    {
        var fits = EmpiricalWorkflow.Run(new EmpiricalRequest { Profile = "letrozole-plga" }).Comparisons[0];
        var options = new JointOptions { Shared = ["kb"], Loss = LossKind.Huber, Posterior = new() { Moves = 200 } };
        var both = new JointFitRequest { Profiles = ["letrozole-plga", "bsa-chitosan-pcl"], Models = ["burst-erosion"], Options = options };
        var joint = JointFitWorkflow.Run(both);
        var rest = ForecastWorkflow.Run(new ForecastRequest { Profile = "letrozole-plga", Until = "3d", Horizon = "30d" });
        Console.WriteLine($"{fits.Best.Model.Title}; both by one model {joint.Ranked[0].Fit.RmsePercent:F1} %. {rest.Sentence}");
        return rest;
    }
}
