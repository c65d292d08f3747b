using SurrogateEngine.Design;
using SurrogateEngine.Kernels;
using SurrogateEngine.Sampling;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>A surrogate to be refined by a campaign's results.</summary>
/// <param name="Folder">The campaign, whose prior the surrogate is.</param>
public sealed record RefineRequest(string Folder)
{
    /// <summary>File of the refined surrogate; null is the prior's name with <c>-refined</c>, in the current folder.</summary>
    public string? Output { get; init; }

    /// <summary>Passes over told and old curves.</summary>
    public int Epochs { get; init; } = 40;

    /// <summary>Formulations from the surrogate's own memory that keep it from forgetting; 0 lets it forget.</summary>
    public int Replay { get; init; } = 4096;

    /// <summary>Replace the file if it is there already.</summary>
    public bool Force { get; init; }
}

/// <summary>A refined surrogate.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Card">What it says of itself.</param>
/// <param name="Experiments">Measured experiments that it learned from.</param>
/// <param name="Outcomes">Outcomes that are points of a curve.</param>
/// <param name="Before">Root mean squared miss of each outcome over the experiments before, in the unit of its column.</param>
/// <param name="After">The same afterwards.</param>
/// <param name="Drift">Mean relative L2 change of curves of which the campaign says nothing; formulations that were not learned.</param>
public sealed record RefineResult(string File, SurrogateCard Card, int Experiments, IReadOnlyList<string> Outcomes,
    IReadOnlyList<double> Before, IReadOnlyList<double> After, double Drift);

/// <summary>
/// Lets a campaign's results refine the surrogate that is its prior: formulations over the campaign's variables with the curves that the
/// results speak for (<see cref="ToldCurve"/>; between experiments by the campaign's Gaussian process, far from all of them the
/// surrogate's own), among old ones from the surrogate's memory (<see cref="Replay"/>).
/// </summary>
static class CampaignRefinement
{
    const string Verb = "surrogate campaign refine";
    const int Spread = 512, Checked = 1024, Fewest = 3;

    /// <summary>How near, as a share of the range, parameters that are no variables are to where the campaign holds them for a
    /// formulation to be one that its results speak of.</summary>
    const double Near = 0.1;

    public static RefineResult Run(RefineRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        if (request.Epochs is < 1 or > 10_000)
            throw new RefusedException($"{Verb} --epochs {request.Epochs}: give 1 to 10,000.");
        if (request.Replay is < 0 or > 10_000_000)
            throw new RefusedException($"{Verb} --replay {request.Replay}: give 0 to 10,000,000 formulations.");
        using CampaignFolder campaign = CampaignFolder.Open(request.Folder);
        using CampaignPrior? prior = CampaignPrior.Open(campaign.Definition, request.Folder);
        if (prior?.Surrogate is not { } source)
            throw new RefusedException($"{request.Folder}: its prior is no surrogate, so there is none to refine; begin a campaign with surrogate campaign new --prior FILE.surrogate.");
        string file = campaign.Definition.Prior!, output = request.Output ?? WorkflowFiles.Derived(file, "-refined.surrogate");
        new OutputFiles(request.Folder, file).Require(output, request.Force);
        int[] points = ToldCurve.Points(prior.Metrics);
        string[] outcomes = [.. campaign.Definition.Outcomes()];
        if (points.Length == 0)
            throw new RefusedException($"{request.Folder}: none of its outcomes ({string.Join(", ", outcomes)}) is a point of a release curve, such as t50 or release@1d, which a surrogate can learn from.");
        Experiment[] measured = [.. campaign.Experiments.Where(one => one.Status == ExperimentStatus.Measured
            && points.Any(k => double.IsFinite(one.Outcomes[k])))];
        if (measured.Length < Fewest)
            throw new RefusedException($"{request.Folder}: {measured.Length} experiments are measured; tell {Fewest} or more before a surrogate is refined by them.");
        CampaignModel model = CampaignModel.Fit(campaign.Definition, campaign.Experiments, prior.Expect)
            ?? throw new RefusedException($"{request.Folder}: an outcome was measured fewer than twice; tell more before a surrogate is refined by them.");
        CurveSet told = Told(campaign.Definition, prior, model, points, measured,
            Provenance.HashOf(Path.Combine(request.Folder, CampaignFolder.ExperimentsFile)));
        CurveSet old = Elsewhere(Replay.FromMemory(source, request.Replay, seed: 1), campaign.Definition, prior);
        TrainingPlan plan = TrainingPlan.StartingFrom(file);
        plan = plan with { Schedule = plan.Schedule with { Epochs = request.Epochs, Seconds = 0, Patience = 0 } };
        using Surrogate refined = TrainWorkflow.Train(plan, old.Count > 0 ? Replay.Join(told, old) : told, null, resume: false, progress,
            cancellation);
        refined.Save(output);
        CurveSet unseen = Elsewhere(Replay.FromMemory(source, Checked, seed: 2), campaign.Definition, prior);
        return new(output, refined.Card, measured.Length, [.. points.Select(k => outcomes[k])],
            Misses(prior, source, points, measured), Misses(prior, refined, points, measured), Drift(refined, unseen));
    }

    /// <summary>Curves at the experiments and at formulations spread over the campaign's variables, as the results speak for.</summary>
    static CurveSet Told(CampaignDefinition campaign, CampaignPrior prior, CampaignModel model, int[] points, Experiment[] measured,
        string hash)
    {
        Surrogate source = prior.Surrogate!;
        CurveSpace space = source.Space;
        var sampler = new SobolSampler(campaign.Variables.Count, campaign.Seed);
        double[] unit = new double[Spread * sampler.Dimensions], times = [.. space.Times];
        sampler.Fill(0, Spread, unit);
        double[][] values =
            [.. measured.Select(one => one.Values), .. unit.Chunk(sampler.Dimensions).Select(point => campaign.Values(point))];
        double[] rows = [.. values.SelectMany(prior.Formulation)];
        float[] curves = new float[values.Length * space.Points];
        source.Predict(rows, values.Length, curves);
        CurveMetric[] metrics = [.. points.Select(k => prior.Metrics[k])];
        for (int i = 0; i < values.Length; i++)
        {
            double[] mean = model.Expect(values[i]).Mean;
            ToldCurve.Move(curves.AsSpan(i * space.Points, times.Length), times, metrics,
                [.. points.Select(k => mean[k] / prior.Factor(k))]);
        }

        return new CurveSet(space, rows, curves, hash);
    }

    /// <summary>The rows of which the campaign says nothing: outside of its variables, or elsewhere in what it does not vary.</summary>
    static CurveSet Elsewhere(CurveSet memory, CampaignDefinition campaign, CampaignPrior prior) =>
        memory.Rows([.. Enumerable.Range(0, memory.Count).Where(row => !Spoken(memory.Formulation(row), campaign, prior))]);

    /// <summary>Whether a formulation is one that results speak of.</summary>
    static bool Spoken(ReadOnlySpan<double> row, CampaignDefinition campaign, CampaignPrior prior)
    {
        IReadOnlyList<Parameter> parameters = prior.Surrogate!.Space.Parameters;
        double squares = 0;
        int others = 0;
        for (int p = 0; p < parameters.Count; p++)
        {
            if (campaign.Variables.FirstOrDefault(variable => variable.Name == parameters[p].Name) is { } variable)
            {
                if (row[p] < variable.Least || row[p] > variable.Most)
                    return false;
            }
            else if (parameters[p].Low < parameters[p].High)
            {
                squares += Math.Pow(parameters[p].FractionOf(row[p]) - 0.5, 2);
                others++;
            }
        }

        return squares <= Near * Near * others;
    }

    /// <summary>Root mean squared miss of each outcome over the experiments, in the unit of its column.</summary>
    static double[] Misses(CampaignPrior prior, Surrogate by, int[] points, Experiment[] measured)
    {
        double[][] expected = [.. measured.Select(one => prior.Expect(one.Values, by))];
        return [.. points.Select(k => Math.Sqrt(measured.Index().Where(at => double.IsFinite(at.Item.Outcomes[k]))
            .Average(at => Math.Pow(expected[at.Index][k] - at.Item.Outcomes[k], 2))))];
    }

    /// <summary>Mean relative L2 change of curves.</summary>
    static double Drift(Surrogate refined, CurveSet old)
    {
        var curves = new float[old.Curves.Length];
        refined.Predict(old.Parameters.Span, old.Count, curves);
        return old.Count == 0 ? double.NaN : CurveErrors.RelL2(curves, old.Curves.Span, old.Space.Points).Average();
    }
}
