using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>
/// How to assemble, factorize and solve with diagonal I - J of one network model: lists of whole numbers made once from the
/// structure of its flows, followed by loops that have no branch on a number.
/// </summary>
/// <remarks>
/// Nodes share a color where no flow depends on both, so that one evaluation of the flows in dual numbers of three directions
/// gives every derivative of three colors. The table begins with a header (the constants below) of places within it.
/// </remarks>
sealed class NetworkPlan
{
    /// <summary>Places of the header: passes through the flows; where each pass finds its list of matrix entries, of nodes.</summary>
    public const int Passes = 0, JacobianLists = 1, GradientLists = 2;

    /// <summary>Places of the header: colors of the nodes; their diagonal entries; the three parts of the solution.</summary>
    public const int Colors = 3, Diagonal = 4, Elimination = 5, Forward = 6, Backward = 7;

    /// <summary>Number in the header: cells of the matrix.</summary>
    public const int Entries = 8;

    const int Header = 9;

    readonly List<int> table = [.. Enumerable.Repeat(0, Header)];
    readonly NetworkStructure structure;
    readonly Dictionary<(int Row, int Column), int> entries = [];

    NetworkPlan(NetworkStructure structure)
    {
        this.structure = structure;
        Order = SparseOrder.Of(structure.Rows());
        foreach (int row in Order.Pivots)
        {
            foreach (int column in SparseOrder.Bits(Order.Rows[row]))
                entries.Add((row, column), entries.Count);
        }

        table[Entries] = Cells;
        WriteAssembly();
        WriteElimination();
        WriteSubstitution();
    }

    /// <summary>The order of elimination and the pattern of L + U.</summary>
    public SparseOrder Order { get; }

    /// <summary>Cells that a trajectory's matrix takes: one for each entry and one for derivatives that are zero.</summary>
    public int Cells => entries.Count + 1;

    /// <summary>Where derivatives go that are zero whatever the values.</summary>
    int None => entries.Count;

    /// <summary>The plan as one table.</summary>
    public int[] Table => [.. table];

    /// <summary>Makes the plan of a model.</summary>
    /// <exception cref="InvalidOperationException">The model names nodes that it does not have, or amounts where only inputs may
    /// stand.</exception>
    public static NetworkPlan Of<TModel, T>()
        where TModel : unmanaged, INetworkModel<TModel, T>
        where T : unmanaged, IReal<T> => new(NetworkStructure.Of<TModel, T>());

    void WriteAssembly()
    {
        int[] colors = structure.Colors();
        int passes = Math.Max(1, (colors.Max() + 3) / 3);
        table[Passes] = passes;
        Initialize(Colors);
        table.AddRange(colors);
        Initialize(Diagonal);
        table.AddRange(Enumerable.Range(0, structure.Nodes).Select(node => entries[(node, node)]));
        WriteLists(JacobianLists, passes, WriteEntries);
        WriteLists(GradientLists, passes, WriteNodes);

        void WriteEntries(FlowCall call, int pass)
        {
            if (call.By >= 0)
                WriteBoth(call, call.By, only: pass == 0);
            for (int direction = 0; call.By < 0 && direction < 3; direction++)
                WriteBoth(call, NodeOf(call, 3 * pass + direction), only: true);
        }

        void WriteBoth(FlowCall call, int by, bool only)
        {
            if (only && call.From >= 0)
                table.Add(by < 0 ? None : entries[(call.From, by)]);
            if (only && call.To >= 0)
                table.Add(by < 0 ? None : entries[(call.To, by)]);
        }

        void WriteNodes(FlowCall call, int pass)
        {
            for (int direction = 0; call.By < 0 && direction < 3; direction++)
                table.Add(NodeOf(call, 3 * pass + direction));
        }

        int NodeOf(FlowCall call, int color) =>
            SparseOrder.Bits(call.Depends).Where(node => colors[node] == color).DefaultIfEmpty(-1).First();
    }

    /// <summary>For each pass a list that the flows go through in their order; the header leads to the places of the lists.</summary>
    void WriteLists(int header, int passes, Action<FlowCall, int> write)
    {
        Initialize(header);
        int places = table.Count;
        table.AddRange(Enumerable.Repeat(0, passes));
        for (int pass = 0; pass < passes; pass++)
        {
            table[places + pass] = table.Count;
            foreach (FlowCall call in structure.Calls)
                write(call, pass);
        }
    }

    /// <summary>Each pivot: its entry, rows below, entries right of it; those entries; then each row's own entry and what the others take
    /// from.</summary>
    void WriteElimination()
    {
        Initialize(Elimination);
        ForEachPivot((pivot, open) =>
        {
            int[] right = [.. SparseOrder.Bits(Order.Rows[pivot] & open)], below = RowsWith(pivot, open);
            table.AddRange([entries[(pivot, pivot)], below.Length, right.Length]);
            table.AddRange(right.Select(column => entries[(pivot, column)]));
            foreach (int row in below)
            {
                table.Add(entries[(row, pivot)]);
                table.AddRange(right.Select(column => entries[(row, column)]));
            }
        });
    }

    /// <summary>Column by column, so that neighboring operations do not wait for each other.</summary>
    void WriteSubstitution()
    {
        Initialize(Forward);
        ForEachPivot((pivot, open) => WriteColumn(pivot, RowsWith(pivot, open)));
        Initialize(Backward);
        ulong done = 0;
        foreach (int pivot in Order.Pivots)
            done |= 1ul << pivot;
        foreach (int pivot in Order.Pivots.Reverse())
        {
            done &= ~(1ul << pivot);
            table.Add(entries[(pivot, pivot)]);
            WriteColumn(pivot, RowsWith(pivot, done));
        }
    }

    void WriteColumn(int column, int[] workspace)
    {
        table.AddRange([column, workspace.Length]);
        foreach (int row in workspace)
            table.AddRange([row, entries[(row, column)]]);
    }

    int[] RowsWith(int column, ulong among) => [.. SparseOrder.Bits(among).Where(row => (Order.Rows[row] >> column & 1) != 0)];

    void ForEachPivot(Action<int, ulong> write)
    {
        ulong open = 0;
        foreach (int pivot in Order.Pivots)
            open |= 1ul << pivot;
        foreach (int pivot in Order.Pivots)
        {
            open &= ~(1ul << pivot);
            write(pivot, open);
        }
    }

    void Initialize(int header) => table[header] = table.Count;
}

/// <summary>The plan of a model, made when first asked for.</summary>
static class NetworkPlan<TModel, T>
    where TModel : unmanaged, INetworkModel<TModel, T>
    where T : unmanaged, IReal<T>
{
    /// <summary>The plan's table, in memory that does not move.</summary>
    public static readonly int[] Table;

    /// <summary>Cells of the matrix.</summary>
    public static readonly int Cells;

    static NetworkPlan()
    {
        var plan = NetworkPlan.Of<TModel, T>();
        Cells = plan.Cells;
        Table = GC.AllocateUninitializedArray<int>(plan.Table.Length, pinned: true);
        plan.Table.CopyTo(Table, 0);
    }
}
