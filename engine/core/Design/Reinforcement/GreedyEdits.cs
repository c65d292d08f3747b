namespace SurrogateEngine.Design;

/// <summary>
/// Design as one does it by hand, one variable at a time: go on in a direction while the score rises; where it falls, step back and try the
/// other direction, then the next variable. The order of the variables is drawn by chance for each episode. What a policy has to beat.
/// </summary>
public sealed class GreedyEdits
{
    readonly FormulationEnvironment environment;
    readonly Trial[] trials;
    readonly ulong seed;

    /// <param name="environment">Whose episodes it acts in.</param>
    /// <param name="seed">Another seed takes variables in another order.</param>
    public GreedyEdits(FormulationEnvironment environment, ulong seed)
    {
        (this.environment, this.seed) = (environment, seed);
        trials = [.. Enumerable.Range(0, environment.Count).Select(i => new Trial(Order(i)))];
    }

    /// <summary>An edit for each episode; called once a step.</summary>
    public double[] Act(float[] observations)
    {
        var actions = new double[environment.Count];
        for (int i = 0; i < actions.Length; i++)
        {
            if (environment.Used(i) == 0)
                trials[i] = new Trial(Order(i));
            actions[i] = trials[i].Next(environment.Score(i));
        }

        return actions;
    }

    int[] Order(int episode)
    {
        var random = new RandomStream(SplitMix64.Hash(seed, (ulong)episode));
        int[] order = [.. Enumerable.Range(0, environment.Actions.Choices / 2)];
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = (int)(random.Unit() * (i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    /// <summary>Where an episode's search stands.</summary>
    sealed class Trial(int[] order)
    {
        int variable, direction = 1;
        bool tried, undoing;
        double before = double.NaN;

        public int Next(double score)
        {
            if (undoing)
                undoing = false;
            else if (tried && !(score > before))
            {
                // The step back is an experiment too.
                undoing = true;
                int back = Action(-direction);
                (direction, variable) = direction > 0 ? (-1, variable) : (1, (variable + 1) % order.Length);
                tried = false;
                return back;
            }

            (before, tried) = (score, true);
            return Action(direction);
        }

        int Action(int way) => 2 * order[variable] + (way > 0 ? 1 : 0);
    }
}
