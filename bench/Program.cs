using System.CommandLine;
using System.CommandLine.Invocation;
using SurrogateEngine.Bench.Accuracy;
using SurrogateEngine.Bench.Comparison;
using SurrogateEngine.Bench.Coverage;
using SurrogateEngine.Bench.Design;
using SurrogateEngine.Bench.Ensemble;
using SurrogateEngine.Bench.Explanations;
using SurrogateEngine.Bench.Generative;
using SurrogateEngine.Bench.Laboratory;
using SurrogateEngine.Bench.MeasuredConditions;
using SurrogateEngine.Bench.Micro;
using SurrogateEngine.Bench.NetworkTable;
using SurrogateEngine.Bench.Physics;
using SurrogateEngine.Bench.Predict;
using SurrogateEngine.Bench.Reinforcement;
using SurrogateEngine.Bench.ReleaseModels;
using SurrogateEngine.Bench.Residuals;
using SurrogateEngine.Bench.Robustness;
using SurrogateEngine.Bench.Sensitivities;
using SurrogateEngine.Bench.Tables;
using SurrogateEngine.Bench.Training;
using SurrogateEngine.Bench.Transfer;

var root = new RootCommand("Measures SurrogateEngine: speed, and the error it comes with.")
{
    EnsembleCommand.Create(), PeersCommand.Create(), WorkPrecisionCommand.Create(), TrainingCommand.Create(), PredictCommand.Create(),
    AccuracyCommand.Create(), TransferCommand.Create(), PhysicsCommand.Create(), ExperimentCommand.Create(),
    ResidualCommand.Create(), NetworksCommand.Create(), SensitivitiesCommand.Create(), CoverageCommand.Create(), MicroCommand.Create(),
    MutationsCommand.Create(), KillsCommand.Create(), CatalogCommand.Create(), ScheduleCommand.Create(),
    ConditionsCommand.Create(), CatalogFitsCommand.Create(),
    ForecastCommand.Create(), IntervalsCommand.Create(),
    DesignCommand.Create(), ScreenCommand.Create(), OptimizersCommand.Create(), CampaignCommand.Create(), TablesCommand.Create(),
    GenerativeCommand.Create(), ReinforcementCommand.Create(), ExplainCommand.Create(),
};
ParseResult parsed = root.Parse(args);
if (parsed.Action is ParseErrorAction refusal)
    refusal.ShowHelp = parsed.CommandResult.Command == root;
return parsed.Invoke();
