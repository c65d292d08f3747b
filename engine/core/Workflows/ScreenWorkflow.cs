using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SurrogateEngine.Data;
using SurrogateEngine.Design;
using SurrogateEngine.Report;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>What is screened for, among how many.</summary>
/// <param name="Ask">What is wanted.</param>
public sealed record ScreenRequest(StudyRequest Ask)
{
    /// <summary>Candidates to look at.</summary>
    public long Candidates { get; init; } = 1_000_000;

    /// <summary>Candidates to keep at most.</summary>
    public int Top { get; init; } = 100;

    /// <summary>Go on with a screening that was stopped; it is known by its output.</summary>
    public bool Resume { get; init; }
}

/// <summary>A formulation that came through a screening.</summary>
/// <param name="Formulation">Values in the order of the parameters.</param>
/// <param name="Predicted">Values of the objectives, then of the limits, by the model that screened.</param>
/// <param name="Values">The same by the mechanistic model.</param>
/// <param name="Holds">Whether the mechanistic model agrees that every limit is kept.</param>
/// <param name="Applicable">Whether the surrogate knows formulations like this one.</param>
public sealed record ScreenedFormulation(double[] Formulation, double[] Predicted, double[] Values, bool Holds, bool Applicable);

/// <summary>What a screening found.</summary>
/// <param name="Study">What was wanted.</param>
/// <param name="Space">Parameters, outputs and times.</param>
/// <param name="Screened">Candidates looked at.</param>
/// <param name="Feasible">Of these, those that keep every limit.</param>
/// <param name="Best">What was kept, the best by the first objective, by the mechanistic model, first.</param>
/// <param name="PerSecond">Candidates a second in this run.</param>
public sealed record ScreenResult(
    DesignStudy Study, CurveSpace Space, long Screened, long Feasible, IReadOnlyList<ScreenedFormulation> Best, double PerSecond);

/// <summary>Looks at very many formulations through a surrogate and solves the best of them with the mechanistic model.</summary>
public static class ScreenWorkflow
{
    const string Verb = "surrogate screen";
    const double SecondsBetweenStates = 5;

    /// <summary>What the name of the file that a stopped screening leaves beside its output ends with.</summary>
    internal const string StateEnding = ".screening";

    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">The surrogate, a word of the study or an output can't be used.</exception>
    public static ScreenResult Run(ScreenRequest request, IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default)
    {
        Require(request);
        StudyRequest ask = request.Ask;
        StudyWords words = ask.AllWords(Verb);
        // Killed between its table and its report, a screening is not finished: what it left says so.
        bool stopped = request.Resume && File.Exists(ask.Output + StateEnding);
        (stopped ? ask with { Force = true } : ask).Outputs();
        using DesignModels models = DesignModels.Open(ask.Surrogate, words.Fix, ask.Device, Verb);
        DesignStudy study = StudyFile.Understand(words, models.Space, Verb, ask.Reading);
        var screening = new Screening(study, models.Fast, request.Top, ask.Seed);
        string asked = Asked(request, words, models);
        if (stopped)
            screening.Resume(ReadState(ask.Output!, asked));
        else if (request.Resume)
            progress.Remark($"{ask.Output}: no stopped screening is beside it, so this one begins at the first candidate.");
        long begun = screening.Seen, start = Stopwatch.GetTimestamp();
        progress.Stage("Screening", "candidates", report =>
        {
            Look(request, screening, asked, report, cancellation);
            return true;
        });
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        ScreenedFormulation[] best = Solve(study, models, screening.Best, ask.Seed);
        if (ask.Output is { } table)
        {
            DesignWorkflow.Table(models, [.. best.Select(one => one.Formulation)],
            [
                .. ParetoWorkflow.Carried(study, [.. best.Select(one => one.Values)]),
                new CarriedColumn("holds", [.. best.Select(one => one.Holds ? "true" : "false")]),
            ]).Write(table, cancellation);
        }

        var result = new ScreenResult(study, models.Space, screening.Seen, screening.Feasible, best,
            screening.Seen > begun ? (screening.Seen - begun) / seconds : double.NaN);
        if (ask.Report is { } page)
            HtmlReport.Write(DesignPages.Of(request, result, models), page);
        if (ask.Output is not null)
            File.Delete(ask.Output + StateEnding);
        return result;
    }

    static void Require(ScreenRequest request)
    {
        if (request.Candidates < 1)
            throw new RefusedException($"{Verb} --candidates {request.Candidates}: ask for 1 or more.");
        if (request.Top is < 1 or > 10_000)
            throw new RefusedException($"{Verb} --top {request.Top}: keep 1 to 10,000.");
        if (request.Resume && request.Ask.Output is null)
            throw new RefusedException($"{Verb} --resume: a screening that was stopped is known by its output; name it with --output.");
    }

    /// <summary>Candidates chunk by chunk; now and then, and when it is stopped, how far it is goes to a file beside the output.</summary>
    static void Look(ScreenRequest request, Screening screening, string asked, Action<StageAdvanced> report,
        CancellationToken cancellation)
    {
        long written = Stopwatch.GetTimestamp();
        report(new(screening.Seen, request.Candidates));
        try
        {
            screening.Run(request.Candidates, () =>
            {
                report(new(screening.Seen, request.Candidates));
                if (request.Ask.Output is not null && Stopwatch.GetElapsedTime(written).TotalSeconds > SecondsBetweenStates)
                {
                    WriteState(request.Ask.Output, screening.State, asked);
                    written = Stopwatch.GetTimestamp();
                }
            }, cancellation);
        }
        catch (OperationCanceledException) when (request.Ask.Output is not null)
        {
            WriteState(request.Ask.Output, screening.State, asked);
            throw;
        }
    }

    static ScreenedFormulation[] Solve(DesignStudy study, DesignModels models, IReadOnlyList<Candidate> best, ulong seed)
    {
        var judge = new StudyEvaluator(study, models.Mechanistic, new StudySpace(models.Space.Parameters, study), seed);
        double[][] values = judge.Values([.. best.Select(one => one.Point)]);
        return
        [
            .. best.Select((one, i) => (One: one, Values: values[i], Worth: judge.Appraise(values[i])))
                .OrderBy(at => at.Worth.Violation > 0).ThenBy(at => at.Worth.Objectives[0])
                .Select(at => new ScreenedFormulation(at.One.Formulation, at.One.Values, at.Values, at.Worth.Violation == 0,
                    models.Applicable?.Invoke(at.One.Formulation) ?? true)),
        ];
    }

    /// <summary>Hash of all that decides what is found but the number of candidates, which may grow.</summary>
    static string Asked(ScreenRequest request, StudyWords words, DesignModels models) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(
            new { words, request.Top, request.Ask.Seed, models.Provenance }))));

    static void WriteState(string output, ScreeningState state, string asked) =>
        AtomicFile.Write(output + StateEnding, JsonSerializer.Serialize(new StateFile(asked, state.Next, state.Feasible, [.. state.Best])));

    static ScreeningState ReadState(string output, string asked)
    {
        string path = output + StateEnding;
        StateFile? file;
        try
        {
            file = JsonSerializer.Deserialize<StateFile>(WorkflowFiles.Text(path, "a stopped screening"));
        }
        catch (JsonException)
        {
            file = null;
        }

        if (file?.Best is null || file.Next < 0)
            throw new RefusedException($"{path}: it is damaged; delete it and run the screening without --resume.");
        return file.Asked == asked ? new(file.Next, file.Feasible, file.Best)
            : throw new RefusedException($"{path}: it was left by a screening for something else; give the same surrogate, study, --top and --seed, or delete it.");
    }

    sealed record StateFile(string Asked, long Next, long Feasible, long[] Best);
}
