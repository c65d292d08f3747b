using System.CommandLine;
using SurrogateEngine.Bench.Comparison;
using SurrogateEngine.Bench.Ensemble;
using SurrogateEngine.Bench.Micro;

var root = new RootCommand("Measures SurrogateEngine: speed, and the error it comes with.")
{
    EnsembleCommand.Create(), PeersCommand.Create(), WorkPrecisionCommand.Create(), MicroCommand.Create(),
};
return root.Parse(args).Invoke();
