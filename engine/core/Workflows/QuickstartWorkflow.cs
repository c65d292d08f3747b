using System.Diagnostics;
using SurrogateEngine.Data;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Report;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>What a quickstart found out.</summary>
/// <param name="Data">The simulated curves.</param>
/// <param name="Card">What the surrogate says of itself.</param>
/// <param name="Plan">How it was trained.</param>
/// <param name="TestSetReport">How it does on formulations it has not seen.</param>
/// <param name="Learning">How the training went.</param>
/// <param name="CurvesPerSecond">How fast it predicts.</param>
/// <param name="Fits">The measured profiles and the parameters that explain them.</param>
public sealed record QuickstartResult(
    Dataset Data, SurrogateCard Card, TrainingPlan Plan, TestSetReport TestSetReport, LearningCurve Learning, double CurvesPerSecond,
    IReadOnlyList<FitResult> Fits)
{
    /// <summary>Largest memory this process has used, in bytes.</summary>
    public long PeakMemory { get; } = Process.GetCurrentProcess().PeakWorkingSet64;

    /// <summary>Seconds since the process began.</summary>
    public double Seconds { get; } = (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalSeconds;
}

/// <summary>The whole pipeline in one run: scenario, simulate, train, evaluate, fit, report.</summary>
public sealed class QuickstartWorkflow
{
    // The model over its usual ranges, but with diffusion times up to 10,000 d and curves up to 180 d. The usual ranges end at 100 d and
    // 30 d; particles in laboratories are often slower, and a surrogate explains only what lies within its ranges.
    const double SlowestDiffusion = 10_000;
    const double FirstTime = 1e-3, LastTime = 180;
    const int Times = 64, Width = 160, Epochs = 120;

    readonly QuickstartOptions options;
    readonly QuickstartFolder folder;
    readonly IProgress<WorkflowEvent>? progress;
    readonly CancellationToken cancellation;

    QuickstartWorkflow(QuickstartOptions options, IProgress<WorkflowEvent>? progress, CancellationToken cancellation) =>
        (this.options, folder, this.progress, this.cancellation) = (options, options.Folder, progress, cancellation);

    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">An option, a profile or the folder can't be used.</exception>
    /// <exception cref="OperationCanceledException">Stopped; what is done is in the folder, and <see cref="QuickstartOptions.Resume"/> goes
    /// on.</exception>
    public static QuickstartResult Run(QuickstartOptions options, IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default) =>
        new QuickstartWorkflow(options.Checked(), progress, cancellation).Run();

    QuickstartResult Run()
    {
        // Profiles are read first: a misspelled file should not cost two minutes.
        MeasuredProfile[] profiles = [.. options.Profiles.Select(name => BuiltInProfiles.Open(name))];
        ReleaseModel model = Catalog.Find(QuickstartFolder.Model)!;
        Scenario scenario = ScenarioOf(model);
        RequireOutputs(scenario);
        WorkflowFiles.MakeFolder(folder.Root);
        Dataset data = Simulate(model, scenario);
        CurveSet set = data.LoadFinished();
        using Surrogate surrogate = Train(set);
        (TestSetReport testSet, double speed) = Evaluate(surrogate, set);
        FitResult[] fits = Fit(surrogate, profiles);
        LearningCurve learning = LearningCurve.Read(Path.Combine(folder.Run, "metrics.jsonl"));
        var found = new QuickstartResult(data, surrogate.Card, surrogate.Plan, testSet, learning, speed, fits);
        HtmlReport.Write(QuickstartReport.Of(found, options), folder.Report);
        return found;
    }

    void RequireOutputs(Scenario scenario)
    {
        var files = new OutputFiles(options.Profiles);
        foreach (string path in folder.Present)
        {
            files.RequireNoInput(path);
            if (!options.Resume && !options.Force)
                throw Refusals.QuickstartIsThere(path);
        }

        if (File.Exists(Path.Combine(folder.Data, Manifest.FileName)))
            DatasetFolder.RequireSame(folder.Data, Manifest.Load(folder.Data), scenario.WithSolverNamed());
    }

    Dataset Simulate(ReleaseModel model, Scenario scenario)
    {
        Step(1, $"Simulate {NumberText.Count(options.Samples)} formulations of {model.Name}: {model.Summary}.");
        AtomicFile.Write(folder.Scenario, ScenarioTemplate.For(scenario, folder.Scenario));
        // Curves depend on the scenario alone, so those of an earlier quickstart here are as good as new ones.
        return SimulateWorkflow.Simulate(scenario, folder.Data, resume: Directory.Exists(folder.Data), progress, cancellation);
    }

    Scenario ScenarioOf(ReleaseModel model) => Scenario.Default(model) with
    {
        Samples = options.Samples,
        Seed = (ulong)options.Seed,
        Parameters = [.. model.Parameters.Select(ParameterRange.Usual)
        .Select(range => range.Name == "tau" ? range with { High = SlowestDiffusion } : range)],
        Times = TimeGrid.Geometric(FirstTime, LastTime, Times),
    };

    Surrogate Train(CurveSet set)
    {
        Step(2, "Train a neural network to give the same curves.");
        // Ranges from nanoparticles to slow depots ask for a network a little wider than the usual one.
        TrainingPlan plan = new TrainingPlan
        {
            Network = new() { Width = Width },
            Schedule = new() { Epochs = Epochs, Seconds = options.Seconds },
            Seed = options.Seed,
        }.Checked();
        Surrogate trained = TrainWorkflow.Train(plan, set, folder.Run, options.Resume, progress, cancellation);
        trained.Save(folder.Surrogate);
        // Somebody may have edited the formulations of the run that is resumed.
        if (options.Force || !File.Exists(folder.Formulations))
            AtomicFile.Write(folder.Formulations, FormulationTemplate.For(trained.Card.Space));
        return trained;
    }

    (TestSetReport TestSetReport, double Speed) Evaluate(Surrogate surrogate, CurveSet set)
    {
        Step(3, "Compare it with the model on formulations it has not seen.");
        CurveSet test = set.Rows(RowSplit.Of(set, surrogate.Plan).Test);
        var testSet = TestSetReport.Of(Evaluation.Of(surrogate, test), test, surrogate);
        double speed = PredictionSpeed.Measure(surrogate, set);
        progress.Remark($"{EvaluateResult.Sentence(testSet.Summary)} It predicts {NumberText.Count(speed)} curves a second.");
        return (testSet, speed);
    }

    FitResult[] Fit(Surrogate surrogate, MeasuredProfile[] profiles)
    {
        Step(4, $"Explain {(profiles.Length == 1 ? "a measured profile" : $"{profiles.Length} measured profiles")} with it, and check with the model.");
        return progress.Stage("Fitting", profiles.Length == 1 ? "profile" : "profiles", report =>
        {
            var fits = new FitResult[profiles.Length];
            for (int i = 0; i < profiles.Length; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                report(new(i, profiles.Length, profiles[i].Name));
                fits[i] = FitWorkflow.Fit(surrogate, profiles[i], new FitOptions(), check: true,
                    cancellation: cancellation);
            }

            report(new(profiles.Length, profiles.Length, ""));
            return fits;
        });
    }

    void Step(int number, string what)
    {
        cancellation.ThrowIfCancellationRequested();
        progress.Remark($"{(number == 1 ? "" : Environment.NewLine)}{number} of 4  {what}");
    }
}
