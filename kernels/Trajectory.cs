using SurrogateEngine.Kernels.Controllers;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels;

/// <summary>A law with a method: what a trajectory needs to advance by one step. All members work lane by lane.</summary>
interface IStepper<T> where T : unmanaged, IReal<T>
{
    /// <summary>Order of the method.</summary>
    static abstract int Order { get; }

    /// <summary>Curves given.</summary>
    static abstract int Outputs { get; }

    /// <summary>Outside conditions that change at the edges of a schedule; 0 for most laws.</summary>
    static abstract int Channels { get; }

    /// <summary>Puts the lanes of <paramref name="fresh"/> at the start; the others go on undisturbed.</summary>
    void Begin<TRow>(TRow parameters, T fresh) where TRow : struct, IRow<T>;

    /// <summary>Lets the conditions of a new row hold in the lanes of <paramref name="turned"/>, which stand at an edge at <paramref name="t"/>.</summary>
    void Turn<TRow>(TRow parameters, T t, T turned) where TRow : struct, IRow<T>;

    /// <summary>A first step, right after <see cref="Begin"/> or <see cref="Turn"/>.</summary>
    T FirstStep(T t, Tolerance<T> tolerance);

    /// <summary>Tries a step of length <paramref name="h"/>; the answer is error over tolerance, NaN where a rate was not finite.</summary>
    T Try(T t, T h, Tolerance<T> tolerance);

    /// <summary>The curve of an output within the step just tried.</summary>
    DenseStep<T> Dense(int output);

    /// <summary>The curve of a state within the step just tried. For the host: a device need not compile it.</summary>
    DenseStep<T> DenseState(int state);

    /// <summary>Makes the step just tried the current state in those lanes.</summary>
    void Keep(T accepted);
}

/// <summary>
/// A stepper that says what memory it needs and how it is made of it: for each state a record of fields, of which the first
/// holds its value; nothing where states live in registers.
/// </summary>
/// <typeparam name="TSelf">The stepper.</typeparam>
/// <typeparam name="T">Its number.</typeparam>
/// <typeparam name="TRows">Where records lie.</typeparam>
/// <typeparam name="TGrid">Where lies what all trajectories share: the geometry of shells, the plan of a network.</typeparam>
interface IStepper<TSelf, T, TRows, TGrid> : IStepper<T>
    where TSelf : struct, IStepper<TSelf, T, TRows, TGrid>
    where T : unmanaged, IReal<T>
{
    /// <summary>How many states there are and how they lie, on a grid of so many shells (0 for a law without).</summary>
    static abstract StateLayout Layout(int shells);

    /// <summary>Numbers in each state's record; 0 where states live in registers.</summary>
    static abstract int Fields { get; }

    /// <summary>Numbers of a trajectory behind its records.</summary>
    static virtual int Tail => 0;

    /// <summary>Whole numbers that all trajectories share, where it has any; see <see cref="Systems.Network.NetworkPlan"/>. In memory that does not move.</summary>
    static virtual int[] Plan => [];

    /// <summary>The stepper on its memory.</summary>
    static abstract TSelf Create(TRows rows, TGrid grid);
}

/// <summary>A place where lanes take scenarios from and leave curves at: host memory with refill, or one device thread's column.</summary>
interface IBench<T> where T : unmanaged, IReal<T>
{
    /// <summary>True while any lane works.</summary>
    bool Busy { get; }

    /// <summary>When every trajectory ends.</summary>
    T End { get; }

    /// <summary>Where each lane must stop next: at an edge of its schedule or at the end.</summary>
    T Stop { get; }

    /// <summary>Steps a trajectory may try.</summary>
    T MaxSteps { get; }

    /// <summary>Puts the next scenarios into the lanes of <paramref name="free"/> and starts them; the answer is the lanes that got one.</summary>
    T Refill<TStepper>(ref TStepper stepper, T free) where TStepper : struct, IStepper<T>;

    /// <summary>Brings the lanes of <paramref name="turned"/> past the edge they stand at.</summary>
    void Turn<TStepper>(ref TStepper stepper, T t, T turned) where TStepper : struct, IStepper<T>;

    /// <summary>Writes the outputs that fall into a step that stands.</summary>
    void Write<TStepper>(ref TStepper stepper, T t, T h, T next, T accepted) where TStepper : struct, IStepper<T>;

    /// <summary>Closes the scenarios of the lanes that are done or lost; the masks exclude each other.</summary>
    void Close(T finished, T exhausted, T underflow, T notFinite, T steps);
}

/// <summary>The core of the engine: step, judge, write, keep, for as long as there are scenarios.</summary>
static class Trajectory
{
    /// <summary>Follows trajectories, one a lane, until the bench has no more of them.</summary>
    public static void Follow<TStepper, TBench, T>(ref TStepper stepper, ref TBench bench, Tolerance<T> tolerance, StepController<T> controller)
        where TStepper : struct, IStepper<T>
        where TBench : struct, IBench<T>
        where T : unmanaged, IReal<T>
    {
        T zero = T.Of(0), one = T.Of(1);
        T t = zero, h = one, steps = zero;
        StepMemory<T> memory = default;
        T free = T.LessOrEqual(zero, zero);
        while (true)
        {
            if (T.Any(free))
            {
                T fresh = bench.Refill(ref stepper, free);
                if (!bench.Busy)
                    return;
                t = T.Select(fresh, zero, t);
                steps = T.Select(fresh, zero, steps);
                memory.Clear(fresh);
                h = T.Select(fresh, T.Freeze(stepper.FirstStep(t, tolerance)), h);
            }

            T stop = TStepper.Channels > 0 ? bench.Stop : bench.End;
            T left = stop - t;
            // A step that would leave next to nothing before the stop goes all the way: the rest might round to no step at all.
            T last = T.LessOrEqual(left, T.Of(1.001) * h);
            T step = T.Select(last, left, h);
            // Steps are chosen by values alone: a derivative of the step would be a derivative of the method, not of the law.
            T error = T.Freeze(stepper.Try(t, step, tolerance));
            T accepted = T.LessOrEqual(error, one);
            T next = T.Select(last, TStepper.Channels > 0 ? stop : bench.End, t + step);
            bench.Write(ref stepper, t, step, next, accepted);
            stepper.Keep(accepted);

            t = T.Select(accepted, next, t);
            h = step * controller.Growth(error, TStepper.Order, ref memory);
            steps = steps + one;
            T finished = T.And(accepted, last);
            if (TStepper.Channels > 0)
            {
                // An edge is a new beginning: first stage, step and the memory of its error.
                T turned = T.And(finished, T.Less(stop, bench.End));
                finished = T.AndNot(finished, turned);
                if (T.Any(turned))
                {
                    bench.Turn(ref stepper, t, turned);
                    memory.Clear(turned);
                    // A time late in the run may not resolve what the first step asks for: try the shortest it does.
                    T first = T.Max(T.Freeze(stepper.FirstStep(t, tolerance)), T.Of(32 * T.Epsilon) * t);
                    h = T.Select(turned, first, h);
                }
            }

            T open = T.AndNot(T.LessOrEqual(zero, zero), finished);
            T exhausted = T.And(open, T.LessOrEqual(bench.MaxSteps, steps));
            T tiny = T.AndNot(T.And(open, T.LessOrEqual(h, T.Max(T.Of(4 * T.Epsilon) * t, T.Of(1e-30)))), exhausted);
            T finite = T.Less(error, T.Of(1e30));
            bench.Close(finished, exhausted, T.And(tiny, finite), T.AndNot(tiny, finite), steps);
            free = T.Or(finished, T.Or(exhausted, tiny));
        }
    }
}
