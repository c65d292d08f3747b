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

    /// <summary>Puts the lanes of <paramref name="fresh"/> at the start; the others go on undisturbed.</summary>
    void Initialize<TParameters>(TParameters parameters, T fresh) where TParameters : struct, IParameters<T>;

    /// <summary>Lets the conditions of a new row hold in the lanes of <paramref name="atEvent"/>, which stand at an event at <paramref
    /// name="t"/>.</summary>
    void ApplyEvent<TParameters>(TParameters parameters, T t, T atEvent) where TParameters : struct, IParameters<T>;

    /// <summary>A first step, right after <see cref="Begin"/> or <see cref="ApplyEvent"/>.</summary>
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

    /// <summary>Where each lane must stop next: at an event of its schedule or at the end.</summary>
    T Stop { get; }

    /// <summary>Steps a trajectory may try.</summary>
    T MaxSteps { get; }

    /// <summary>Puts the next samples into the lanes of <paramref name="free"/> and starts them; the answer is the lanes that got
    /// one.</summary>
    T Refill<TStepper>(ref TStepper stepper, T free) where TStepper : struct, IStepper<T>;

    /// <summary>Brings the lanes of <paramref name="atEvent"/> past the event they stand at.</summary>
    void ApplyEvent<TStepper>(ref TStepper stepper, T t, T atEvent) where TStepper : struct, IStepper<T>;

    /// <summary>Writes the outputs that fall into a step that stands.</summary>
    void Write<TStepper>(ref TStepper stepper, T t, T h, T next, T accepted) where TStepper : struct, IStepper<T>;

    /// <summary>Closes the samples of the lanes that are done or lost; the masks exclude each other.</summary>
    void Close(T finished, T exhausted, T underflow, T notFinite, T steps);
}

/// <summary>The core of the engine: step, test, write, accept, for as long as there are samples.</summary>
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
        T t = zero, h = one, steps = zero;
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
                steps = T.Select(fresh, zero, steps);
                memory.Clear(fresh);
                h = T.Select(fresh, T.StopGradient(stepper.FirstStep(t, tolerance)), h);
            }

            T stop = TStepper.Inputs > 0 ? queue.Stop : queue.End;
            T left = stop - t;
            // A step that would leave next to nothing before the stop goes all the way: the rest might round to no step at all.
            T last = T.LessOrEqual(left, T.FromDouble(1.001) * h);
            T step = T.Select(last, left, h);
            // Steps are chosen by values alone: a derivative of the step would be a derivative of the method, not of the model.
            T error = T.StopGradient(stepper.Step(t, step, tolerance));
            T accepted = T.LessOrEqual(error, one);
            T next = T.Select(last, TStepper.Inputs > 0 ? stop : queue.End, t + step);
            queue.Write(ref stepper, t, step, next, accepted);
            stepper.Accept(accepted);

            t = T.Select(accepted, next, t);
            h = step * controller.Growth(error, TStepper.Order, ref memory);
            steps = steps + one;
            T finished = T.And(accepted, last);
            if (TStepper.Inputs > 0)
            {
                // An event is a new beginning: first stage, step and the memory of its error.
                T atEvent = T.And(finished, T.Less(stop, queue.End));
                finished = T.AndNot(finished, atEvent);
                if (T.Any(atEvent))
                {
                    queue.ApplyEvent(ref stepper, t, atEvent);
                    memory.Clear(atEvent);
                    // A time late in the run may not resolve what the first step asks for: try the shortest it does.
                    T first = T.Max(T.StopGradient(stepper.FirstStep(t, tolerance)), T.FromDouble(32 * T.Epsilon) * t);
                    h = T.Select(atEvent, first, h);
                }
            }

            T open = T.AndNot(T.LessOrEqual(zero, zero), finished);
            T exhausted = T.And(open, T.LessOrEqual(queue.MaxSteps, steps));
            T tiny = T.AndNot(T.And(open, T.LessOrEqual(h, T.Max(T.FromDouble(4 * T.Epsilon) * t, T.FromDouble(1e-30)))), exhausted);
            T finite = T.Less(error, T.FromDouble(1e30));
            queue.Close(finished, exhausted, T.And(tiny, finite), T.AndNot(tiny, finite), steps);
            free = T.Or(finished, T.Or(exhausted, tiny));
        }
    }
}
