using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Solvers.Control;

namespace SurrogateEngine.Kernels;

/// <summary>A model with a method: what a trajectory needs to advance by one step. All members work lane by lane.</summary>
interface IStepper<T> where T : unmanaged, IReal<T>
{
    /// <summary>Order of the method.</summary>
    static abstract int Order { get; }

    /// <summary>Curves given.</summary>
    static abstract int Outputs { get; }

    /// <summary>Outside conditions that change at the events of a schedule; 0 for most models.</summary>
    static abstract int Inputs { get; }

    /// <summary>Whether the model says that its rates look at the time itself.</summary>
    static abstract bool DependsOnTime { get; }

    /// <summary>Puts the lanes of <paramref name="fresh"/> at the start; the others go on undisturbed.</summary>
    void Initialize<TParameters>(TParameters parameters, T fresh) where TParameters : struct, IParameters<T>;

    /// <summary>Lets the conditions of a new row hold in the lanes of <paramref name="atEvent"/>, which stand at an event at <paramref
    /// name="t"/>.</summary>
    void ApplyEvent<TParameters>(TParameters parameters, T t, T atEvent) where TParameters : struct, IParameters<T>;

    /// <summary>A first step, right after <see cref="Initialize"/> or <see cref="ApplyEvent"/>.</summary>
    T FirstStep(T t, Tolerance<T> tolerance);

    /// <summary>Tries a step of length <paramref name="h"/>; the answer is error over tolerance, NaN where a rate was not finite.</summary>
    T Step(T t, T h, Tolerance<T> tolerance);

    /// <summary>The curve of an output within the step just tried.</summary>
    Interpolant<T> Dense(int output);

    /// <summary>The curve of a state within the step just tried. For the host: a device need not compile it.</summary>
    Interpolant<T> DenseState(int state);

    /// <summary>Makes the step just tried the current state in those lanes.</summary>
    void Accept(T accepted);
}

/// <summary>
/// A stepper that says what memory it needs and how it is made of it: for each state a workspace slot of fields, of which the first
/// holds its value; nothing where states live in registers.
/// </summary>
/// <typeparam name="TSelf">The stepper.</typeparam>
/// <typeparam name="T">Its number.</typeparam>
/// <typeparam name="TWorkspace">Where the workspace lies.</typeparam>
/// <typeparam name="TGrid">Where lies what all trajectories share: the geometry of shells, the plan of a network.</typeparam>
interface IStepper<TSelf, T, TWorkspace, TGrid> : IStepper<T>
    where TSelf : struct, IStepper<TSelf, T, TWorkspace, TGrid>
    where T : unmanaged, IReal<T>
{
    /// <summary>How many states there are and how they lie, on a grid of so many shells (0 for a model without).</summary>
    static abstract StateLayout Layout(int shells);

    /// <summary>Numbers in each state's workspace slot; 0 where states live in registers.</summary>
    static abstract int Fields { get; }

    /// <summary>Numbers of a trajectory behind its workspace slots.</summary>
    static virtual int Tail => 0;

    /// <summary>Whole numbers that all trajectories share, where it has any; see <see cref="Systems.Network.NetworkPlan"/>. In memory that
    /// does not move.</summary>
    static virtual int[] Plan => [];

    /// <summary>The stepper on its memory.</summary>
    static abstract TSelf Create(TWorkspace workspace, TGrid grid);
}

/// <summary>A trajectory queue: lanes take samples from it and leave curves in it: host memory with refill, or one device thread's
/// column.</summary>
interface ITrajectoryQueue<T> where T : unmanaged, IReal<T>
{
    /// <summary>True while any lane works.</summary>
    bool Busy { get; }

    /// <summary>When every trajectory ends.</summary>
    T End { get; }

    /// <summary>For a model with inputs: the event that each lane stands behind, 0 before the first.</summary>
    T Since { get; }

    /// <summary>For a model with inputs: how long after that event each lane must stop, at the next event or at the end.</summary>
    T Length { get; }

    /// <summary>For a model with inputs: mask of the lanes that stop at an event.</summary>
    T StopsAtEvent { get; }

    /// <summary>Steps a trajectory may try.</summary>
    T MaxSteps { get; }

    /// <summary>Puts the next samples into the lanes of <paramref name="free"/> and starts them; the answer is the lanes that got
    /// one.</summary>
    T Refill<TStepper>(ref TStepper stepper, T free) where TStepper : struct, IStepper<T>;

    /// <summary>Brings the lanes of <paramref name="atEvent"/> past the event they stand at.</summary>
    void ApplyEvent<TStepper>(ref TStepper stepper, T atEvent) where TStepper : struct, IStepper<T>;

    /// <summary>Writes the outputs that fall into a step that stands, from <paramref name="t"/> + <paramref name="lost"/> on.</summary>
    void Write<TStepper>(ref TStepper stepper, T t, T lost, T h, T next, T accepted) where TStepper : struct, IStepper<T>;

    /// <summary>Closes the samples of the lanes that are done or lost; the masks exclude each other.</summary>
    void Close(T finished, T exhausted, T underflow, T notFinite, T steps);
}

/// <summary>
/// The core of the engine: step, test, write, accept, for as long as there are samples. Time is counted from the last event, and what
/// adding a step rounds away is carried along (Kahan, Comm. ACM 8 (1965) 40): single precision resolves the minute after a dose at day
/// 365 as well as that after one at the start, and a hundred thousand steps do not drift. Only a model whose rates look at the time
/// itself is told it as one number.
/// </summary>
static class Trajectory
{
    /// <summary>Integrates trajectories, one a lane, until the queue has no more of them.</summary>
    public static void Integrate<TStepper, TQueue, T>(ref TStepper stepper, ref TQueue queue, Tolerance<T> tolerance,
        StepController<T> controller)
        where TStepper : struct, IStepper<T>
        where TQueue : struct, ITrajectoryQueue<T>
        where T : unmanaged, IReal<T>
    {
        T zero = T.FromDouble(0), one = T.FromDouble(1);
        T t = zero, lost = zero, h = one, steps = zero;
        StepMemory<T> memory = default;
        T free = T.LessOrEqual(zero, zero);
        while (true)
        {
            if (T.Any(free))
            {
                T fresh = queue.Refill(ref stepper, free);
                if (!queue.Busy)
                    return;
                t = T.Select(fresh, zero, t);
                lost = T.Select(fresh, zero, lost);
                steps = T.Select(fresh, zero, steps);
                memory.Clear(fresh);
                h = T.Select(fresh, T.StopGradient(stepper.FirstStep(t, tolerance)), h);
            }

            T stop = TStepper.Inputs > 0 ? queue.Length : queue.End;
            T left = (stop - t) - lost;
            // A step that would leave next to nothing before the stop goes all the way: the rest might round to no step at all.
            T last = T.LessOrEqual(left, T.FromDouble(1.001) * h);
            T step = T.Select(last, left, h);
            // Steps are chosen by values alone: a derivative of the step would be a derivative of the method, not of the model.
            T error = T.StopGradient(stepper.Step(TStepper.Inputs > 0 ? queue.Since + t : t, step, tolerance));
            T accepted = T.LessOrEqual(error, one);
            T whole = step + lost, sum = t + whole, next = T.Select(last, stop, sum);
            queue.Write(ref stepper, t, lost, step, next, accepted);
            stepper.Accept(accepted);

            lost = T.Select(accepted, whole - (sum - t), lost);
            t = T.Select(accepted, next, t);
            h = step * controller.Growth(error, TStepper.Order, ref memory);
            steps = steps + one;
            T finished = T.And(accepted, last);
            if (TStepper.Inputs > 0)
            {
                // An event is a new beginning: first stage, step and the memory of its error.
                T atEvent = T.And(finished, queue.StopsAtEvent);
                finished = T.AndNot(finished, atEvent);
                if (T.Any(atEvent))
                {
                    memory.Clear(atEvent);
                    t = T.Select(atEvent, zero, t);
                    lost = T.Select(atEvent, zero, lost);
                    h = T.Select(atEvent, ApplyEvent(ref stepper, ref queue, t, tolerance, atEvent), h);
                }
            }

            T open = T.AndNot(T.LessOrEqual(zero, zero), finished);
            T exhausted = T.And(open, T.LessOrEqual(queue.MaxSteps, steps));
            T seen = TStepper.Inputs > 0 && TStepper.DependsOnTime ? queue.Since + t : t;
            T tiny = T.AndNot(T.And(open, T.LessOrEqual(h, T.Max(T.FromDouble(4 * T.Epsilon) * seen, T.FromDouble(1e-30)))), exhausted);
            T finite = T.Less(error, T.FromDouble(1e30));
            queue.Close(finished, exhausted, T.And(tiny, finite), T.AndNot(tiny, finite), steps);
            free = T.Or(finished, T.Or(exhausted, tiny));
        }
    }

    /// <summary>Brings lanes past the event they stand at; the answer is their first step from there.</summary>
    static T ApplyEvent<TStepper, TQueue, T>(ref TStepper stepper, ref TQueue queue, T t, Tolerance<T> tolerance, T atEvent)
        where TStepper : struct, IStepper<T>
        where TQueue : struct, ITrajectoryQueue<T>
        where T : unmanaged, IReal<T>
    {
        queue.ApplyEvent(ref stepper, atEvent);
        T first = T.StopGradient(stepper.FirstStep(queue.Since + t, tolerance));
        // Rates that look at the time may not see what the first step asks for: try the shortest that they do.
        return TStepper.DependsOnTime ? T.Max(first, T.FromDouble(32 * T.Epsilon) * queue.Since) : first;
    }
}
