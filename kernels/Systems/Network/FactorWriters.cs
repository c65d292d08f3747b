using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>
/// Writes routines of so many multiply-adds each that the compiler still inlines the numbers' operators into them: it stops at
/// 512 variables a method.
/// </summary>
abstract class FactorWriter<T> where T : unmanaged, IReal<T>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Multiply-adds of a routine, about; one of dual numbers is three.</summary>
    static readonly int Chunk = T.HasDerivative ? 12 : 40;

    protected static readonly MethodInfo Sum = ((Func<T, T, T>)Add).Method, Product = ((Func<T, T, T>)Multiply).Method,
        Fused = ((Func<T, T, T, T>)MultiplyAdd).Method, Minus = ((Func<T, T>)Negate).Method, Inverse = ((Func<T, T>)Invert).Method;

    /// <summary>What delegates are bound to, as the first argument: without one a call has to move the others first.</summary>
    static readonly object Target = new();

    readonly List<FactorRoutine> routines = [];
    DynamicMethod? method;
    int inRoutine, operations;

    /// <summary>The routine in work.</summary>
    protected ILGenerator Code { get; private set; } = null!;

    /// <summary>All routines in their order; none where there would be more than <paramref name="most"/> multiply-adds.</summary>
    public IReadOnlyList<FactorRoutine> Write(int most)
    {
        foreach (int count in Parts())
        {
            inRoutine += count;
            operations += count;
            if (operations > most)
                return [];
            if (inRoutine >= Chunk)
                Close();
        }

        Close();
        return routines;
    }

    /// <summary>Writes part after part, between any two of which a new routine may begin; the answers are their
    /// multiply-adds.</summary>
    protected abstract IEnumerable<int> Parts();

    /// <summary>Begins a routine: declares its variables.</summary>
    protected abstract void Enter();

    /// <summary>Ends a routine: leaves in memory what the next one needs.</summary>
    protected abstract void Leave();

    /// <summary>Makes sure that a routine is in work.</summary>
    protected void Open()
    {
        if (method is not null)
            return;
        Type pointer = typeof(void*);
        method = new("", null, [typeof(object), pointer, pointer, pointer, pointer], typeof(FactorCode).Module, skipVisibility: true);
        Code = method.GetILGenerator();
        Enter();
    }

    void Close()
    {
        if (method is null)
            return;
        Leave();
        Code.Emit(OpCodes.Ret);
        routines.Add(method.CreateDelegate<FactorRoutine>(Target));
        method = null;
        inRoutine = 0;
    }

    /// <summary>Loads a number of the table that an argument of the routine points to.</summary>
    protected void Load(int argument, int number)
    {
        Address(argument, number);
        Code.Emit(OpCodes.Ldobj, typeof(T));
    }

    /// <summary>Stores a variable there.</summary>
    protected void Store(int argument, int number, LocalBuilder value)
    {
        Address(argument, number);
        Code.Emit(OpCodes.Ldloc, value);
        Code.Emit(OpCodes.Stobj, typeof(T));
    }

    protected void Address(int argument, int number)
    {
        Code.Emit(OpCodes.Ldarg, (short)(1 + argument));
        Code.Emit(OpCodes.Ldc_I4, number * Unsafe.SizeOf<T>());
        Code.Emit(OpCodes.Add);
    }

    /// <summary>Applies an operator to what was loaded and puts the answer into a variable.</summary>
    protected void Apply(MethodInfo operation, LocalBuilder result)
    {
        Code.Emit(OpCodes.Call, operation);
        Code.Emit(OpCodes.Stloc, result);
    }

    [MethodImpl(Inline)]
    static T Add(T a, T b) => a + b;

    [MethodImpl(Inline)]
    static T Multiply(T a, T b) => a * b;

    [MethodImpl(Inline)]
    static T MultiplyAdd(T a, T b, T c) => T.Fma(a, b, c);

    [MethodImpl(Inline)]
    static T Negate(T x) => -x;

    [MethodImpl(Inline)]
    static T Invert(T x) => T.Inverse(x);
}

/// <summary>Follows the plan's list of the elimination.</summary>
sealed class EliminationWriter<T>(int[] plan, int nodes) : FactorWriter<T> where T : unmanaged, IReal<T>
{
    LocalBuilder inverse = null!, factor = null!, minus = null!;

    protected override void Enter() =>
        (inverse, factor, minus) = (Code.DeclareLocal(typeof(T)), Code.DeclareLocal(typeof(T)), Code.DeclareLocal(typeof(T)));

    protected override void Leave()
    {
        // All that the next routine needs is in memory.
    }

    protected override IEnumerable<int> Parts()
    {
        int at = plan[NetworkPlan.Elimination];
        for (int step = 0; step < nodes; step++)
        {
            int pivot = plan[at], below = plan[at + 1], right = plan[at + 2], sources = at + 3;
            Open();
            Load(0, pivot);
            Apply(Inverse, inverse);
            Store(0, pivot, inverse);
            yield return 1;
            at = sources + right;
            for (int row = 0; row < below; row++)
            {
                Open();
                Load(0, plan[at]);
                Load(0, pivot);
                Apply(Product, factor);
                Store(0, plan[at++], factor);
                Code.Emit(OpCodes.Ldloc, factor);
                Apply(Minus, minus);
                for (int k = 0; k < right; k++, at++)
                {
                    Code.Emit(OpCodes.Ldloc, minus);
                    Load(0, plan[sources + k]);
                    Load(0, plan[at]);
                    Apply(Fused, factor);
                    Store(0, plan[at], factor);
                }

                yield return 1 + right;
            }
        }
    }
}

/// <summary>Follows the plan's lists of the two substitutions; the numbers of all nodes are variables.</summary>
sealed class SubstitutionWriter<T>(int[] plan, int nodes, int fields) : FactorWriter<T> where T : unmanaged, IReal<T>
{
    const int Entries = 0, Rates = 1, Carry = 2, Solution = 3;

    LocalBuilder[] x = [];
    LocalBuilder minus = null!;
    bool begun;

    protected override void Enter()
    {
        x = [.. Enumerable.Range(0, nodes).Select(_ => Code.DeclareLocal(typeof(T)))];
        minus = Code.DeclareLocal(typeof(T));
        for (int node = 0; node < nodes; node++)
        {
            Load(begun ? Solution : Rates, node * fields);
            if (!begun)
            {
                Load(Carry, node * fields);
                Code.Emit(OpCodes.Call, Sum);
            }

            Code.Emit(OpCodes.Stloc, x[node]);
        }

        begun = true;
    }

    protected override void Leave()
    {
        for (int node = 0; node < nodes; node++)
            Store(Solution, node * fields, x[node]);
    }

    protected override IEnumerable<int> Parts()
    {
        int at = plan[NetworkPlan.Forward];
        for (int step = 0; step < nodes; step++)
        {
            Open();
            yield return WriteColumn(at);
            at += 2 + 2 * plan[at + 1];
        }

        at = plan[NetworkPlan.Backward];
        for (int step = 0; step < nodes; step++)
        {
            Open();
            LocalBuilder solved = x[plan[at + 1]];
            Code.Emit(OpCodes.Ldloc, solved);
            Load(Entries, plan[at++]);
            Apply(Product, solved);
            yield return 1 + WriteColumn(at);
            at += 2 + 2 * plan[at + 1];
        }
    }

    /// <summary>Takes one column, times the value found for it, from the rows that have an entry there; the answer is how many.</summary>
    int WriteColumn(int at)
    {
        int rows = plan[at + 1];
        if (rows > 0)
        {
            Code.Emit(OpCodes.Ldloc, x[plan[at]]);
            Apply(Minus, minus);
        }

        for (int place = at + 2; place < at + 2 + 2 * rows; place += 2)
        {
            Code.Emit(OpCodes.Ldloc, minus);
            Load(Entries, plan[place + 1]);
            Code.Emit(OpCodes.Ldloc, x[plan[place]]);
            Apply(Fused, x[plan[place]]);
        }

        return rows;
    }
}
