using SurrogateEngine.Kernels;

namespace SurrogateEngine.Trainers;

/// <summary>
/// What a network's numbers mean where physics is in the loss. It gives one number for each component of the states (see
/// <see cref="StateBasis"/>) at each node of time (see <see cref="TimeBasis"/>), component by component, scaled to the spread
/// seen in simulated states: y(t) = y(0) + doses before t + sum over components and nodes of profile times polynomial times
/// (mean + deviation n).
/// </summary>
sealed class StateModel
{
    const int FewestSnapshots = 4;

    /// <summary>Spreads below this share of a component's largest are taken as this: at the first nodes hardly anything has
    /// moved.</summary>
    const double LeastSpread = 1e-5;

    readonly CurveSpace space;
    readonly JumpTerms jumps;

    /// <summary>Learns nodes, profiles and spreads from formulations.</summary>
    /// <param name="plan">Nodes, modes, snapshots.</param>
    /// <param name="space">Model and output times.</param>
    /// <param name="formulations">Shape [count, parameters]; as many are simulated as the plan says.</param>
    /// <exception cref="RefusedException">The model is not one that physics can be taken of.</exception>
    public StateModel(PhysicsPlan plan, CurveSpace space, ReadOnlySpan<double> formulations)
    {
        this.space = space;
        var model = ConditionedModel.Named(space.Model, space.Conditions, space.Times);
        (Conditioned, Model) = (model, model.Model);
        if (Model.Version != space.ModelVersion)
            throw new RefusedException(
                $"The curves were made by version {space.ModelVersion} of {space.Model} and this build has version {Model.Version}: simulate them again before taking physics into the loss.");
        Layout = HostStates.Layout(Model);
        int columns = Model.Parameters.Count, count = Math.Min(plan.Snapshots, formulations.Length / columns);
        formulations = formulations[..(count * columns)];
        jumps = JumpTerms.Of(model, formulations);
        Time = TimeBasisChoice.Of(model, jumps, formulations, space.Times, plan.Nodes);
        Snapshots = StateSnapshots.Of(model, formulations, Time.Times);
        if (Snapshots.Count < FewestSnapshots)
            throw new RefusedException(
                $"Only {Snapshots.Count} of {count} formulations could be simulated to learn the model's states from: physics needs {FewestSnapshots}; simulate more formulations or raise physics.snapshots.");
        States = StateBasis.Fit(Layout, plan.Modes, Snapshots, jumps, Model.Geometry);
        (Mean, Deviation) = Spread();
    }

    public ReleaseModel Model { get; }

    /// <summary>The model with its schedule.</summary>
    public ConditionedModel Conditioned { get; }

    public StateLayout Layout { get; }

    public TimeBasis Time { get; }

    public StateBasis States { get; }

    /// <summary>The simulated states, at the nodes.</summary>
    public StateSnapshots Snapshots { get; }

    /// <summary>Mean of each component at each node, shape [components, nodes].</summary>
    public double[] Mean { get; }

    /// <summary>Spread of each component at each node, same shape.</summary>
    public double[] Deviation { get; }

    /// <summary>Numbers the network gives a formulation.</summary>
    public int Numbers => Mean.Length;

    /// <summary>How many components a plan's states have; known without any simulation.</summary>
    public static int Components(ReleaseModel model, PhysicsPlan plan) => StateBasis.CountOf(HostStates.Layout(model), plan.Modes);

    /// <summary>Curves from the network's numbers: n times the first, shape [numbers, points], plus the second, shape [points].</summary>
    /// <exception cref="RefusedException">The model's curves do not follow from its states in the same way for all
    /// formulations.</exception>
    public (double[] Weights, double[] Offsets) Curves()
    {
        double[] perState = OutputWeights(), start = StartOfOutputs(perState);
        int points = space.Points, times = space.Times.Count, nodes = Time.Count;
        double[] weights = new double[Numbers * points], offsets = new double[points];
        double[][] joins = [.. space.Times.Select(Time.At)];
        for (int output = 0; output < space.Outputs.Count; output++)
            for (int i = 0; i < times; i++)
            {
                int point = output * times + i;
                offsets[point] = start[output] + Dot(perState.AsSpan(output * States.States, States.States), jumps.Before(space.Times[i]));
                for (int component = 0; component < States.Count; component++)
                {
                    double reach = 0;
                    for (int state = 0; state < States.States; state++)
                        reach += perState[output * States.States + state] * States.Expand[component * States.States + state];
                    for (int node = 0; node < nodes; node++)
                    {
                        int number = component * nodes + node;
                        weights[number * points + point] = reach * joins[i][node] * Deviation[number];
                        offsets[point] += reach * joins[i][node] * Mean[number];
                    }
                }
            }
        return (weights, offsets);
    }

    /// <summary>All states at all nodes from the network's numbers: n times the first, shape [numbers, nodes * states], plus the second, in
    /// which the doses are, and y(0).</summary>
    public (double[] Weights, double[] Offsets) Expansion()
    {
        int nodes = Time.Count, states = States.States, all = nodes * states;
        double[] weights = new double[Numbers * all], offsets = [.. Time.Times.SelectMany(jumps.Before)];
        for (int number = 0; number < Numbers; number++)
            for (int state = 0; state < states; state++)
            {
                int at = number % nodes * states + state;
                double reach = States.Expand[number / nodes * states + state];
                weights[number * all + at] = reach * Deviation[number];
                offsets[at] += reach * Mean[number];
            }
        return (weights, offsets);
    }

    /// <summary>From rates of all states at all nodes to how far the components have come at the nodes, shape [nodes * states,
    /// numbers].</summary>
    public double[] Integration()
    {
        int nodes = Time.Count, states = States.States;
        var weights = new double[nodes * states * Numbers];
        for (int from = 0; from < nodes; from++)
            for (int state = 0; state < states; state++)
                for (int number = 0; number < Numbers; number++)
                    weights[(from * states + state) * Numbers + number] = States.Project[state * States.Count + number / nodes]
                        * Time.Integral[number % nodes * nodes + from] * Time.Stretch[from]; // of t over s
        return weights;
    }

    /// <summary>The components of simulated states at the nodes, shape [snapshots, components, nodes].</summary>
    public double[] ComponentsOfSnapshots()
    {
        int nodes = Time.Count;
        var components = new double[Snapshots.Count * States.Count * nodes];
        var deviation = new double[States.States];
        for (int row = 0; row < Snapshots.Count; row++)
            for (int node = 0; node < nodes; node++)
            {
                Snapshots.Deviation(row, node, jumps, deviation);
                for (int component = 0; component < States.Count; component++)
                {
                    double sum = 0;
                    for (int state = 0; state < States.States;
                        state++)
                        sum += deviation[state] * States.Project[state * States.Count + component];
                    components[(row * States.Count + component) * nodes + node] = sum;
                }
            }
        return components;
    }

    (double[] Mean, double[] Deviation) Spread()
    {
        int numbers = States.Count * Time.Count, rows = Snapshots.Count;
        double[] all = ComponentsOfSnapshots(), mean = new double[numbers], deviation = new double[numbers];
        for (int i = 0; i < all.Length; i++)
            mean[i % numbers] += all[i] / rows;
        for (int i = 0; i < all.Length; i++)
            deviation[i % numbers] += (all[i] - mean[i % numbers]) * (all[i] - mean[i % numbers]) / rows;
        for (int component = 0; component < States.Count; component++)
        {
            var own = deviation.AsSpan(component * Time.Count, Time.Count);
            foreach (ref double spread in own)
                spread = Math.Sqrt(spread);
            double least = Math.Max(1e-9, LeastSpread * System.Numerics.Tensors.TensorPrimitives.Max<double>(own));
            foreach (ref double spread in own)
                spread = Math.Max(spread, least);
        }
        return (mean, deviation);
    }

    double[] OutputWeights()
    {
        int length = Model.Outputs.Count * States.States;
        var all = new double[Snapshots.Count * length];
        HostStates.OutputWeights(Model, Snapshots.Parameters, all);
        RefuseUnlessSame(all, length, "follow from its states by weights that depend on the parameters");
        return all[..length];
    }

    double[] StartOfOutputs(double[] perState)
    {
        int outputs = Model.Outputs.Count, states = States.States;
        var all = new double[Snapshots.Count * outputs];
        for (int row = 0; row < Snapshots.Count; row++)
            for (int output = 0; output < outputs; output++)
                all[row * outputs + output] = Dot(perState.AsSpan(output * states, states), Snapshots.Starts.AsSpan(row * states, states));
        RefuseUnlessSame(all, outputs, "start at values that depend on the parameters");
        return all[..outputs];
    }

    void RefuseUnlessSame(double[] rows, int length, string what)
    {
        for (int i = length; i < rows.Length; i++)
            if (Math.Abs(rows[i] - rows[i % length]) > 1e-12 * (1 + Math.Abs(rows[i])))
                throw new RefusedException(
                    $"The curves of {Model.Name} {what}, which physics in the loss cannot carry: leave \"physics\" out of the losses.");
    }

    static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => System.Numerics.Tensors.TensorPrimitives.Dot(a, b);
}
