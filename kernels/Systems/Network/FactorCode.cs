using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>A part of the work on a matrix and on fields of all nodes, whose workspace slots lie one after the other.</summary>
/// <param name="entries">The entries of the matrix.</param>
/// <param name="rates">The field of the rates in the first slot.</param>
/// <param name="carry">That of what else belongs to the right-hand side.</param>
/// <param name="solution">That which receives the solution.</param>
unsafe delegate void FactorRoutine(void* entries, void* rates, void* carry, void* solution);

/// <summary>
/// The lists of a plan written out as straight machine code for the host, as kinetic preprocessors write C or Fortran: where a loop over
/// the lists looks up two places and forms two addresses for each multiply-add, all places are constants here and a right-hand side
/// stays in registers. The operations and their order are those of <see cref="SparseMatrix{TWorkspace, TGrid, T}"/>, so the results are
/// too, bit for bit.
/// </summary>
sealed unsafe class FactorCode
{
    /// <summary>Most multiply-adds that are written out: more would take the compiler longer than they save.</summary>
    const int MostOperations = 2000;

    static readonly ConcurrentDictionary<(int[] Plan, int Fields, Type Number), FactorCode?> Known = new();

    readonly FactorRoutine[] factorize, solve;

    FactorCode(FactorRoutine[] factorize, FactorRoutine[] solve) => (this.factorize, this.solve) = (factorize, solve);

    /// <summary>The code of a plan, made once; null where a program cannot make code or it would be too long.</summary>
    /// <param name="plan">The plan's table.</param>
    /// <param name="nodes">Nodes of the network.</param>
    /// <param name="fields">Numbers in each node's workspace slot.</param>
    public static FactorCode? Of<T>(int[] plan, int nodes, int fields) where T : unmanaged, IReal<T> =>
        RuntimeFeature.IsDynamicCodeCompiled ? Known.GetOrAdd((plan, fields, typeof(T)), _ => Write<T>(plan, nodes, fields)) : null;

    /// <summary>Puts L and U in the place of the matrix.</summary>
    public void Factorize(void* entries)
    {
        foreach (FactorRoutine part in factorize)
            part(entries, null, null, null);
    }

    /// <summary>Solves for the sum of rates and carry.</summary>
    public void Solve(void* entries, void* rates, void* carry, void* solution)
    {
        foreach (FactorRoutine part in solve)
            part(entries, rates, carry, solution);
    }

    static FactorCode? Write<T>(int[] plan, int nodes, int fields) where T : unmanaged, IReal<T>
    {
        FactorRoutine[] factorize = [.. new EliminationWriter<T>(plan, nodes).Write(MostOperations)],
            solve = [.. new SubstitutionWriter<T>(plan, nodes, fields).Write(MostOperations)];
        return factorize.Length > 0 && solve.Length > 0 ? new(factorize, solve) : null;
    }
}
