using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>
/// What the author of a network model writes: nodes that hold amounts, and flows between them. Made for 5 to 64 nodes, which
/// are too many for registers and couple sparsely: whole-body kinetics, a protein corona, a cell, a tumor. The engine derives
/// which flow depends on which node, takes derivatives with dual numbers and factorizes the sparse matrix that they give.
/// <para>Time enters through inputs alone: functions of time that are computed once an instant for all flows.</para>
/// </summary>
/// <typeparam name="TSelf">The model.</typeparam>
/// <typeparam name="T">Number of its parameters.</typeparam>
public interface INetworkModel<TSelf, T>
    where TSelf : unmanaged, INetworkModel<TSelf, T>
    where T : unmanaged, IReal<T>
{
    /// <summary>Nodes, 1 to 64.</summary>
    static abstract int Nodes { get; }

    /// <summary>Curves the model gives.</summary>
    static abstract int Outputs { get; }

    /// <summary>Functions of time that flows depend on; 0 for an autonomous model.</summary>
    static virtual int TimeInputs => 0;

    /// <summary>Outside conditions it depends on: columns of the row behind its parameters, constant between a schedule's events.</summary>
    static virtual int Inputs => 0;

    /// <summary>A node's amount right after an event, where a dose may have arrived; the model is the one that holds from there
    /// on.</summary>
    static virtual T Dosed(in TSelf model, int node, T amount) => amount;

    /// <summary>The model at one row of the parameter table.</summary>
    static abstract TSelf From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T>;

    /// <summary>A node's amount at t = 0.</summary>
    T Start(int node);

    /// <summary>An input at a time; <c>default</c> where there is none.</summary>
    R Input<R>(int input, R t) where R : unmanaged, IReal<R>, IOver<R, T>;

    /// <summary>
    /// Names every flow, in the same order each time: no flow may be left out because of a value. A number that is to be zero for
    /// some amounts is chosen with <see cref="IReal{T}.Select"/>.
    /// </summary>
    void Flows<R, TFlows>(ref TFlows flows) where R : unmanaged, IReal<R>, IOver<R, T> where TFlows : struct, IFlows<R, T>;

    /// <summary>One output; a linear function of the amounts, because it is also applied to increments.</summary>
    T Output<TAmounts>(TAmounts amounts, int output) where TAmounts : struct, IAmounts<T>;
}

/// <summary>The amounts in all nodes, as an output sees them.</summary>
public interface IAmounts<T> where T : unmanaged, IReal<T>
{
    /// <summary>The amount in a node.</summary>
    T this[int node] { get; }
}

/// <summary>
/// Where a network model reads amounts and puts flows. Rates are amounts over time. First-order flows are best named as such: their
/// derivatives are constants that need no dual numbers.
/// </summary>
/// <typeparam name="R">Number of amounts and rates: plain for rates, dual for derivatives.</typeparam>
/// <typeparam name="T">Number of parameters.</typeparam>
public interface IFlows<R, T>
    where R : unmanaged, IReal<R>, IOver<R, T>
    where T : unmanaged, IReal<T>
{
    /// <summary>The amount in a node.</summary>
    R this[int node] { get; }

    /// <summary>An input at the present time.</summary>
    R Input(int input);

    /// <summary>First-order transfer: k times the amount in <paramref name="from"/> leaves it and enters <paramref name="to"/>.</summary>
    void Transfer(int from, int to, T k);

    /// <summary>Transfers both ways at once, from <paramref name="one"/> with k <paramref name="forth"/> and from <paramref name="other"/>
    /// with k <paramref name="back"/>.</summary>
    void Exchange(int one, int other, T forth, T back);

    /// <summary>A transfer with a k that depends on inputs, never on amounts.</summary>
    void VariableTransfer(int from, int to, R k);

    /// <summary>First-order loss to the outside: k times the amount in <paramref name="from"/> leaves it.</summary>
    void Eliminate(int from, T k);

    /// <summary>First-order production: k times the amount in <paramref name="by"/>, which stays there, enters <paramref
    /// name="node"/>.</summary>
    void Produce(int by, int node, T k);

    /// <summary>Any flow: <paramref name="rate"/> leaves <paramref name="from"/> and enters <paramref name="to"/>.</summary>
    void Flow(int from, int to, R rate);

    /// <summary>Adds to a node's rate of change, from or to the outside; conserves nothing.</summary>
    void Change(int node, R rate);
}
