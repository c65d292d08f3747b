using System.Text;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>A network in training: its weights, their moving average, the best of those so far, and the optimizer.</summary>
sealed class TrainedNetwork : IDisposable
{
    /// <param name="name">Its name within the task; names its parts of a checkpoint.</param>
    /// <param name="network">What is trained.</param>
    /// <param name="average">The same network once more, for the moving average of its weights.</param>
    /// <param name="weights">Those that are trained.</param>
    /// <param name="plan">By which optimizer.</param>
    public TrainedNetwork(string name, nn.Module<Tensor, Tensor> network, nn.Module<Tensor, Tensor> average, Parameter[] weights,
        OptimizerPlan plan)
        : this(name, network, average, Optimizers.All.Get(plan.Name).Create(weights, plan), plan.EmaDecay)
    {
    }

    /// <param name="name">Its name within the task; names its parts of a checkpoint.</param>
    /// <param name="network">What is trained.</param>
    /// <param name="average">The same network once more, for the moving average of its weights.</param>
    /// <param name="optimizer">The optimizer of its weights.</param>
    /// <param name="decay">Memory of the moving average, per step.</param>
    public TrainedNetwork(string name, nn.Module<Tensor, Tensor> network, nn.Module<Tensor, Tensor> average, Optimizer optimizer,
        double decay)
    {
        (Name, Network, Average, Optimizer) = (name, network, average, optimizer);
        Average.eval();
        MovingAverage = new MovingAverage(network, average, decay);
        Best = Weights.Of(average);
    }

    /// <summary>Its name within the task.</summary>
    public string Name { get; }

    /// <summary>What is trained.</summary>
    public nn.Module<Tensor, Tensor> Network { get; }

    /// <summary>The moving average of its weights: what is validated and kept.</summary>
    public nn.Module<Tensor, Tensor> Average { get; }

    public Optimizer Optimizer { get; }

    public MovingAverage MovingAverage { get; }

    /// <summary>The average's weights at their best.</summary>
    public IReadOnlyList<NamedArray> Best { get; private set; }

    /// <summary>Names of its parts of a checkpoint.</summary>
    public IReadOnlyList<string> Parts => [Part("weights"), Part("average"), Part("best"), Part("optimizer")];

    /// <summary>Takes a step of the optimizer and of the moving average.</summary>
    /// <param name="at">Which one.</param>
    /// <param name="backward">Adds the loss's gradient to the weights' and returns the loss; may be asked several times.</param>
    /// <returns>The loss before the step.</returns>
    public double Step(in TrainingStep at, Func<double> backward)
    {
        double loss = Optimizer.Step(at.LearningRate, backward);
        MovingAverage.Update(at.Number);
        return loss;
    }

    /// <summary>Takes the average as it is now for the best so far.</summary>
    public void KeepBest() => Best = Weights.Of(Average);

    /// <summary>Adds its parts to a checkpoint.</summary>
    public void Save(Dictionary<string, byte[]> checkpoint)
    {
        checkpoint[Part("weights")] = SafeTensors.Write(Weights.Of(Network));
        checkpoint[Part("average")] = SafeTensors.Write(Weights.Of(Average));
        checkpoint[Part("best")] = SafeTensors.Write(Best);
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
            Optimizer.Save(writer);
        checkpoint[Part("optimizer")] = bytes.ToArray();
    }

    /// <summary>Takes its parts out of a checkpoint.</summary>
    /// <exception cref="RefusedException">They are damaged or another network's.</exception>
    public void Load(Dictionary<string, byte[]> checkpoint, string path)
    {
        Weights.Load(Network, SafeTensors.Read(checkpoint[Part("weights")], path), path);
        Weights.Load(Average, SafeTensors.Read(checkpoint[Part("average")], path), path);
        using var reader = new BinaryReader(new MemoryStream(checkpoint[Part("optimizer")]));
        Optimizer.Load(reader);
        Best = SafeTensors.Read(checkpoint[Part("best")], path);
    }

    public void Dispose()
    {
        Optimizer.Dispose();
        Network.Dispose();
        Average.Dispose();
    }

    string Part(string what) => $"{Name}/{what}{(what == "optimizer" ? ".bin" : ".safetensors")}";
}
