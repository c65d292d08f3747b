using System.Globalization;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;

namespace SurrogateEngine.Tests.Fitting;

/// <summary>Published profiles are explained by the model of the device they come from.</summary>
public sealed class DeviceModelTests
{
    /// <summary>Six months of release from chitosan cores of 5.1 um radius in polycaprolactone shells of 1.25 um.</summary>
    [TestCase("BSA"), TestCase("Bevacizumab")]
    public void Six_months_of_layered_microspheres_are_explained_by_layers(string drug)
    {
        string[][] rows = SharedData.Csv($"data/chitosan-pcl-bilayer/{drug}_Experimental_data_MPs_Chitosan-PCL.csv");
        double[][] points = [.. rows.Select(row => row.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())];
        var profile = new MeasuredProfile
        {
            Name = drug,
            Origin = "chitosan-PCL",
            Days = [.. points.Select(point => point[0] / 86400)],
            Released = [.. points.Select(point => point[1] / 100)],
        };

        JointFitResult fit = JointFit.Run([profile], Catalog.Get("core-shell-sphere"), new JointOptions
        {
            Fixed = new Dictionary<string, double> { ["R1"] = 5.1, ["d"] = 1.25 },
            Ranges = [.. Catalog.Get("core-shell-sphere").Parameters.Select(parameter => parameter.Name == "k"
                ? parameter with { Low = 0.01, High = 100 } : parameter)],
            Candidates = 2048,
            Starts = 6,
        });

        TestContext.Out.WriteLine($"{drug}: RMSE {fit.RmsePercent:F2} %, " + string.Join(", ", fit.Estimates.Select(one => $"{one.About.Name} {one.Value:G3}{(one.AtBound ? " (bound)" : "")}")));
        fit.RmsePercent.ShouldBeLessThan(3);
    }
}
