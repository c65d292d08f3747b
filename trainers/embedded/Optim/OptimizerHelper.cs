using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>An optimizer with a state for each parameter: saving, loading and stepping through the groups.</summary>
public abstract class OptimizerHelper : Optimizer
{
    private readonly Dictionary<Parameter, OptimizerState> states = new(ReferenceEqualityComparer.Instance);

    public void save_state_dict(string location)
    {
        using var stream = File.Create(location);
        using var writer = new BinaryWriter(stream);
        save_state_dict(writer);
    }

    public void load_state_dict(string location)
    {
        using var stream = File.OpenRead(location);
        using var reader = new BinaryReader(stream);
        load_state_dict(reader);
    }

    public void save_state_dict(BinaryWriter writer)
    {
        writer.Write(GetType().Name);
        var saved = state_dict();
        writer.Write7BitEncodedInt64(saved.Options.Count);
        writer.Write7BitEncodedInt64(saved.State.Count);
        foreach (var options in saved.Options) options.SaveStateDict(writer);
        foreach (var state in saved.State) state.SaveStateDict(writer);
    }

    /// <summary>
    /// 
    /// </summary>
    /// <exception cref="InvalidDataException">The stream holds another kind of optimizer.</exception>
    /// <exception cref="ArgumentException">The numbers of groups or parameters differ.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        var kind = reader.ReadString();
        if (kind != GetType().Name)
            throw new InvalidDataException($"Mismatched optimizer type: expected '{GetType().Name}', but found '{kind}' in the loaded stream.");
        var own = state_dict();
        RequireSameCounts(own, reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
        foreach (var options in own.Options) options.LoadStateDict(reader);
        foreach (var state in own.State) state.LoadStateDict(reader);
    }

    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var own = this.state_dict();
        RequireSameCounts(own, state_dict.Options.Count, state_dict.State.Count);
        for (var i = 0; i < own.Options.Count; i++)
            if (own.Options[i] != state_dict.Options[i]) own.Options[i].LoadStateDict(state_dict.Options[i]);
        for (var i = 0; i < own.State.Count; i++)
            if (own.State[i] != state_dict.State[i]) own.State[i].LoadStateDict(state_dict.State[i]);
    }

    public virtual StateDictionary state_dict()
    {
        var result = new StateDictionary();
        foreach (var group in groups)
        {
            result.Options.Add(group.Options);
            result.StateIndexRef.Add([.. Enumerable.Range(result.State.Count, group.List.Length)]);
            foreach (var parameter in group.List) result.State.Add(states[parameter]);
        }
        return result;
    }

    public void to(Device device) => Device.RequireCpu(device);

    public override Tensor step(Func<Tensor>? closure = null)
    {
        Tensor? loss = null;
        if (closure is not null)
        {
            using var on = enable_grad();
            loss = closure();
        }
        foreach (var group in groups)
        {
            foreach (var parameter in group.List)
                if (parameter.Impl.Grad is not null) Update(parameter, states[parameter], group.Options);
        }
        return loss!;
    }

    /// <summary>Changes one parameter that has a gradient.</summary>
    private protected abstract void Update(Parameter parameter, OptimizerState state, OptimizerOptions options);

    private protected void Register(ParamGroup group, Func<Parameter, OptimizerState> stateOf)
    {
        group.Options.InitialLearningRate = group.LearningRate;
        groups.Add(group);
        foreach (var parameter in group.List)
        {
            var state = stateOf(parameter);
            states[parameter] = state;
            state.Initialize(group.Options);
        }
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var state in states.Values) (state as IDisposable)?.Dispose();
    }

    private static void RequireSameCounts(StateDictionary own, long groups, long states)
    {
        if (groups != own.Options.Count) throw new ArgumentException("Invalid optimizer state -- different number of parameter groups.");
        if (states != own.State.Count) throw new ArgumentException("Invalid optimizer state -- different number of states.");
    }
}
