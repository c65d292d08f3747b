using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Cli.Verbs;
using SurrogateEngine.Data;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Report;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Cli.Quickstart;

/// <summary>The whole road in one run: scenario, simulate, train, evaluate, fit, report.</summary>
sealed class QuickstartRun(QuickstartOptions options, Terminal terminal, CancellationToken cancellation)
{
    readonly QuickstartFolder folder = options.Folder;

    public QuickstartFindings Run()
    {
        Inputs.MakeFolder(folder.Root);
        // Profiles are read first: a misspelt file should not cost two minutes.
        MeasuredProfile[] profiles = [.. options.Profiles.Select(name => BuiltInProfiles.Open(name))];
        Dataset data = Simulate();
        CurveSet set = data.LoadFinished();
        using Surrogate surrogate = Train(set);
        (HeldOut heldOut, double speed) = Judge(surrogate, set);
        FitResult[] fits = Fit(surrogate, profiles);
        LearningCurve learning = LearningCurve.Read(Path.Combine(folder.Run, "metrics.jsonl"));
        var findings = new QuickstartFindings(data, surrogate.Card, surrogate.Plan, heldOut, learning, speed, fits);
        HtmlReport.Write(QuickstartReport.Of(findings, options, folder), folder.Report);
        return findings;
    }

    Dataset Simulate()
    {
        ReleaseLaw law = Catalog.FindLaw(folder.Law)!;
        Step(1, $"Simulate {ProgressText.Count(options.Samples)} formulations of {law.Name}: {law.Summary}.");
        Scenario scenario = QuickstartScenario.Of(law, options);
        WholeFile.Write(folder.Scenario, ScenarioTemplate.For(scenario, folder.Scenario), replace: true);
        // Curves depend on the scenario alone, so those of an earlier quickstart here are as good as new ones.
        return ProgressScreen.Run(terminal, "Simulating", "formulations", progress => Simulation.Run(
            scenario, folder.Data, resume: Directory.Exists(folder.Data),
            new Relay<SimulationProgress>(at => progress.Report(at.Done, at.Total)), solver: null, cancellation));
    }

    Surrogate Train(CurveSet set)
    {
        Step(2, "Train a neural network to give the same curves.");
        TrainingPlan plan = new TrainingPlan { Seconds = options.Seconds, Seed = (long)options.Seed }.Checked();
        Surrogate trained = TrainingScreen.Run(terminal, plan, set, folder.Run, options.Resume, cancellation);
        trained.Save(folder.Surrogate);
        WholeFile.Write(folder.Formulations, FormulationTemplate.For(trained.Card.Space), replace: true);
        return trained;
    }

    (HeldOut HeldOut, double Speed) Judge(Surrogate surrogate, CurveSet set)
    {
        Step(3, "Compare it with the model on formulations it has not seen.");
        CurveSet test = set.Rows(RowSplit.Of(set, surrogate.Plan).Test);
        var heldOut = HeldOut.Of(Evaluation.Of(surrogate, test), test, surrogate);
        double speed = PredictionSpeed.Measure(surrogate, set);
        terminal.Remark($"{ErrorText.Sentence(heldOut.Summary)} It predicts {ProgressText.Count(speed)} curves a second.");
        return (heldOut, speed);
    }

    FitResult[] Fit(Surrogate surrogate, MeasuredProfile[] profiles)
    {
        Step(4, $"Explain {(profiles.Length == 1 ? "a measured profile" : $"{profiles.Length} measured profiles")} with it, and check with the model.");
        var fits = new FitResult[profiles.Length];
        ProgressScreen.Run(terminal, "Fitting", profiles.Length == 1 ? "profile" : "profiles", progress =>
        {
            for (int i = 0; i < profiles.Length; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                progress.Report(i, profiles.Length, profiles[i].Name);
                fits[i] = FitVerb.Fit(surrogate, profiles[i], new FitOptions { Seed = options.Seed }, check: true);
            }

            progress.Report(profiles.Length, profiles.Length, "");
            return fits;
        });
        foreach (FitResult fit in fits)
            FitText.Show(terminal, fit, remarks: false);
        return fits;
    }

    void Step(int number, string what)
    {
        cancellation.ThrowIfCancellationRequested();
        terminal.Remark($"{(number == 1 ? "" : Environment.NewLine)}{number} of 4  {what}");
    }
}
