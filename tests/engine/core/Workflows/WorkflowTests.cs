using SurrogateEngine.Tests.Cli;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Tests.Workflows;

public sealed class WorkflowTests
{
    [Test]
    public void A_program_without_a_terminal_simulates_and_is_told_how_far_it_is()
    {
        using var folder = new TemporaryFolder();
        var told = new List<WorkflowEvent>();
        var result = SimulateWorkflow.Run(
            new SimulateOptions { Scenario = "burst-erosion", Samples = 64, Output = folder["data"] },
            new SynchronousProgress<WorkflowEvent>(told.Add));
        result.Finished.ShouldBe(64);
        result.Outcomes.ShouldHaveSingleItem().Count.ShouldBe(64);
        result.Bytes.ShouldBe(Directory.EnumerateFiles(folder["data"]).Sum(path => new FileInfo(path).Length));
        told[0].ShouldBe(new StageBegan("Simulating", "formulations"));
        told.OfType<StageAdvanced>().Last().ShouldBe(new StageAdvanced(64, 64));
        told[^1].ShouldBeOfType<StageEnded>();
    }

    [Test]
    public void A_chosen_solver_is_remarked_before_the_work_begins()
    {
        using var folder = new TemporaryFolder();
        var scenario = InitWorkflow.Run(new InitOptions { Model = "burst-erosion", Output = "-" });
        File.WriteAllText(folder["auto.json"], scenario.Text.Replace("\"dopri5\"", "\"auto\""));
        var told = new List<WorkflowEvent>();
        SimulateWorkflow.Run(
            new SimulateOptions { Scenario = folder["auto.json"], Samples = 64, Output = folder["data"] },
            new SynchronousProgress<WorkflowEvent>(told.Add));
        told[0].ShouldBeOfType<Remarked>().Sentence.ShouldStartWith("Solver: ");
    }

    [Test]
    public void A_canceled_workflow_stops_and_its_stage_does_not_end()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var told = new List<WorkflowEvent>();
        var progress = new SynchronousProgress<WorkflowEvent>(at =>
        {
            told.Add(at);
            stop.Cancel();
        });
        Should.Throw<OperationCanceledException>(() => SimulateWorkflow.Run(
            new SimulateOptions { Scenario = "burst-erosion", Samples = 64, Output = folder["data"] }, progress, stop.Token));
        told.OfType<StageEnded>().ShouldBeEmpty();
    }

    [Test]
    public void Names_of_results_follow_from_the_names_given()
    {
        new SimulateOptions { Scenario = "some/where/plga.json" }.Folder.ShouldBe("plga-data");
        var train = new TrainOptions { Data = "some/where/plga-data/", Plan = new Trainers.TrainingPlan() };
        train.File.ShouldBe("plga.surrogate");
        train.RunFolder.ShouldBe("plga.run");
        (train with { Data = "plga.json" }).UnseenData.ShouldBe("plga-unseen");
        new ExportOptions { Surrogate = "some/where/plga.surrogate" }.File.ShouldBe("plga.onnx");
    }

    [Test]
    public void A_quickstart_refuses_before_it_makes_anything()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<RefusedException>(() => QuickstartWorkflow.Run(new QuickstartOptions { Output = folder["new"], Samples = 10 }))
            .Message.ShouldBe("surrogate quickstart --samples 10: this must be at least 1000.");
        Directory.Exists(folder["new"]).ShouldBeFalse();
    }
}
