using System.Diagnostics;
using SurrogateEngine.Bench.Micro;
using SurrogateEngine.Bench.Training;
using SurrogateEngine.Trainers;
using TorchSharp;
using static TorchSharp.torch;

namespace SurrogateEngine.Bench.Physics;

/// <summary>Where the model's equations are asked to hold in a step.</summary>
enum Where
{
    /// <summary>Nowhere: a plain step on curves.</summary>
    Nowhere,

    /// <summary>At the batch's own formulations.</summary>
    AtTheBatch,

    /// <summary>At as many formulations more, drawn afresh, as trainings do.</summary>
    Beside,
}

/// <summary>
/// A training step of the network MLP 6 -> 4 x width -> 64 (SiLU, Adam) on problem p1, whose 64 outputs are four states at 16
/// nodes of time; plain, or with the physics loss of all states.
/// </summary>
sealed class PhysicsStep : IDisposable
{
    const int Rows = 16_384, Points = 64, Hidden = 4, WarmupSteps = 6;

    readonly TrainingJob job;
    readonly Where where;
    readonly nn.Module<Tensor, Tensor> network;
    readonly optim.Optimizer optimizer;
    readonly PhysicsLoss physics;
    readonly Collocation collocation;
    readonly Tensor inputs, targets;
    readonly double[] parameters;
    long steps;
    double loss;

    public PhysicsStep(TrainingJob job, Where where)
    {
        (this.job, this.where) = (job, where);
        set_num_threads(job.Threads);
        CurveSet set = SolvedSet.Of("p1", Rows);
        var scaling = new InputScaling(set.Space.Parameters);
        var plan = new PhysicsPlan { Points = job.Batch };
        physics = new PhysicsLoss(new StateModel(plan, set.Space, set.Parameters.Span), scaling);
        collocation = new Collocation(set.Space.Parameters, scaling, plan, seed: 1);
        parameters = set.Parameters.ToArray();
        inputs = empty(Rows, scaling.Count);
        scaling.Scale(parameters, inputs.Floats());
        random.manual_seed(1);
        network = Mlp(scaling.Count, job.Width);
        optimizer = optim.Adam(network.parameters(), 1e-3);
        targets = randn(Rows, Points);
    }

    /// <summary>Steps for as long as the job says, after a few to warm up.</summary>
    public TrainingFigure Measure()
    {
        set_num_threads(job.Threads);
        for (int i = 0; i < WarmupSteps; i++)
            Step();
        long allocated = GC.GetTotalAllocatedBytes(precise: true), start = Stopwatch.GetTimestamp(), before = steps;
        TimeSpan spent;
        do
        {
            Step();
            spent = Stopwatch.GetElapsedTime(start);
        }
        while (spent.TotalSeconds < job.Seconds);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        return new(Name, spent.TotalMilliseconds / (steps - before), (double)allocated / (steps - before), loss);
    }

    public void Dispose()
    {
        physics.Dispose();
        optimizer.Dispose();
        network.Dispose();
        inputs.Dispose();
        targets.Dispose();
    }

    string Name => where switch
    {
        Where.Nowhere => "plain",
        Where.AtTheBatch => "physics at the batch's formulations",
        _ => "physics at as many others",
    };

    void Step()
    {
        int at = (int)(steps++ % (Rows / job.Batch)) * job.Batch;
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var x = inputs.narrow(0, at, job.Batch);
        var given = network.forward(x);
        var error = nn.functional.mse_loss(given, targets.narrow(0, at, job.Batch));
        if (where == Where.AtTheBatch)
        {
            int columns = (int)x.size(1);
            var (_, gradient) = physics.Of(given, x, parameters.AsSpan(at * columns, job.Batch * columns));
            // One walk through the graph for both losses.
            (error + (given * gradient).sum()).backward();
        }
        else
            error.backward();
        if (where == Where.Beside)
            BackwardBeside();
        optimizer.step();
        loss = error.item<float>();
    }

    void BackwardBeside()
    {
        var (x, drawn) = collocation.Draw(steps);
        var given = network.forward(x);
        given.backward([physics.Of(given, x, drawn).Gradient]);
    }

    static nn.Module<Tensor, Tensor> Mlp(long inputs, int width)
    {
        var layers = new List<nn.Module<Tensor, Tensor>>();
        for (int layer = 0; layer < Hidden; layer++)
        {
            layers.Add(nn.Linear(layer == 0 ? inputs : width, width));
            layers.Add(nn.SiLU());
        }

        layers.Add(nn.Linear(width, Points));
        return nn.Sequential(layers);
    }
}
