using System.Globalization;
using Parquet;
using Parquet.Schema;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Data;

/// <summary>Reads formulations from a Parquet file, with the columns that a CSV file of them has. Parameters are numbers of any type; other
/// columns become text.</summary>
sealed class FormulationParquet
{
    static readonly Type[] NumberTypes =
    [
        typeof(double), typeof(float), typeof(int), typeof(long), typeof(short), typeof(sbyte), typeof(byte), typeof(ushort),
        typeof(uint), typeof(ulong), typeof(decimal),
    ];

    static readonly Type[] TextTypes = [typeof(string), typeof(ReadOnlyMemory<char>), typeof(bool), typeof(DateTime), typeof(DateOnly),
        .. NumberTypes];

    readonly string file;
    readonly ParquetReader reader;
    readonly IReadOnlyList<Field> fields;
    readonly FormulationHeader header;
    readonly int rows;

    FormulationParquet(string file, ParquetReader reader, IReadOnlyList<Parameter> parameters, int mostRows, Func<string, bool>? ignored)
    {
        this.file = file;
        this.reader = reader;
        fields = reader.Schema.Fields;
        header = new FormulationHeader(file, [.. fields.Select(field => field.Name)], parameters, ignored);
        long all = reader.RowGroups.Sum(group => group.RowCount);
        rows = all > mostRows ? throw Refusals.TooManyFormulations(file, mostRows) : (int)all;
        if (rows == 0)
            throw Refusals.NoFormulations(file, parameters);
    }

    /// <summary>Whether a file is meant to be Parquet: by its first bytes, or by its ending.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public static bool Is(string path)
    {
        using FileStream stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        return path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase)
            || (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual("PAR1"u8));
    }

    /// <summary>Reads <paramref name="path"/>; the arguments are those of <see cref="FormulationTable.Load"/>.</summary>
    /// <exception cref="RefusedException">It is damaged, lacks a parameter, or a column has a type that can't be used.</exception>
    public static FormulationTable Load(string path, IReadOnlyList<Parameter> parameters, int mostRows, Func<string, bool>? ignored)
    {
        try
        {
            return Read(path, parameters, mostRows, ignored).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is not (RefusedException or UnauthorizedAccessException or OutOfMemoryException))
        {
            // A damaged file makes the reader fail in whatever way the damage leads to.
            throw Refusals.BadParquet(path, e.Message);
        }
    }

    static async Task<FormulationTable> Read(string path, IReadOnlyList<Parameter> parameters, int mostRows, Func<string, bool>? ignored)
    {
        FileStream stream = File.OpenRead(path);
        await using (stream.ConfigureAwait(false))
        {
            ParquetReader reader = await ParquetReader.CreateAsync(stream).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
                return await new FormulationParquet(path, reader, parameters, mostRows, ignored).Table().ConfigureAwait(false);
        }
    }

    async Task<FormulationTable> Table()
    {
        var carried = new List<CarriedColumn>();
        foreach ((int index, string name) in header.Carried)
            carried.Add(new CarriedColumn(name, await Texts(index).ConfigureAwait(false)));
        double[] values = new double[(long)rows * header.Columns.Count];
        for (int p = 0; p < header.Columns.Count; p++)
            await ReadParameter(header.Columns[p], p, values).ConfigureAwait(false);
        return new FormulationTable
        {
            Ids = header.Id >= 0
                ? await Texts(header.Id).ConfigureAwait(false)
                : [.. Enumerable.Range(1, rows).Select(row => row.ToString(CultureInfo.InvariantCulture))],
            Parameters = values,
            Carried = carried,
            Ignored = header.Ignored,
        };
    }

    async Task ReadParameter(FormulationHeader.Column column, int p, double[] values)
    {
        object?[]? cells = null;
        if (column.Index >= 0)
        {
            DataField field = Plain(column.Index, NumberTypes)
                ?? throw Refusals.NotNumbers(file, column.Header, Kind(fields[column.Index]));
            cells = await Cells(field).ConfigureAwait(false);
        }

        for (int row = 0; row < rows; row++)
            values[row * header.Columns.Count + p] = cells is null ? column.Parameter.Low
                : Number(cells[row], column, $"{file}, row {row + 1}");
    }

    static double Number(object? cell, FormulationHeader.Column column, string place)
    {
        double value = Convert.ToDouble(cell ?? double.NaN, CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? FormulationTable.InModelUnits(value, column, place)
            : throw Refusals.NotANumber(place, column.Header, Text(cell));
    }

    async Task<string[]> Texts(int index)
    {
        DataField field = Plain(index, TextTypes) ?? throw Refusals.NotCarried(file, fields[index].Name, Kind(fields[index]));
        return [.. (await Cells(field).ConfigureAwait(false)).Select(Text)];
    }

    static string Text(object? cell) => cell switch
    {
        null => "",
        DateTime time =>
            time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture)!,
    };

    /// <summary>The column if it is no list and no structure and has one of these types.</summary>
    DataField? Plain(int index, Type[] types) =>
        fields[index] is DataField { IsArray: false } field && types.Contains(field.ClrType) ? field : null;

    static bool IsText(DataField field) => field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>);

    static string Kind(Field field) => field switch
    {
        DataField { IsArray: false } plain when IsText(plain) => "text",
        DataField { IsArray: false } plain when plain.ClrType == typeof(bool) => "true and false",
        DataField { IsArray: false } plain when plain.ClrType == typeof(DateTime) || plain.ClrType == typeof(DateOnly) => "dates",
        DataField { IsArray: false } plain =>
            $"values of type {(plain.ClrType == typeof(ReadOnlyMemory<byte>) ? "bytes" : plain.ClrType.Name)}",
        _ => "lists or structures",
    };

    /// <summary>All values of a column; null where there is none.</summary>
    async Task<object?[]> Cells(DataField field)
    {
        object?[] cells = new object?[rows];
        int first = 0;
        foreach (ParquetRowGroupReader group in reader.RowGroups)
        {
            int count = checked((int)group.RowCount);
            await Cells(group, field, cells.AsMemory(first, count)).ConfigureAwait(false);
            first += count;
        }

        return cells;
    }

    static Task Cells(ParquetRowGroupReader group, DataField field, Memory<object?> cells) => Type.GetTypeCode(field.ClrType) switch
    {
        _ when IsText(field) => Strings(group, field, cells),
        TypeCode.Double => Values<double>(group, field, cells),
        TypeCode.Single => Values<float>(group, field, cells),
        TypeCode.Int32 => Values<int>(group, field, cells),
        TypeCode.Int64 => Values<long>(group, field, cells),
        TypeCode.Int16 => Values<short>(group, field, cells),
        TypeCode.SByte => Values<sbyte>(group, field, cells),
        TypeCode.Byte => Values<byte>(group, field, cells),
        TypeCode.UInt16 => Values<ushort>(group, field, cells),
        TypeCode.UInt32 => Values<uint>(group, field, cells),
        TypeCode.UInt64 => Values<ulong>(group, field, cells),
        TypeCode.Decimal => Values<decimal>(group, field, cells),
        TypeCode.Boolean => Values<bool>(group, field, cells),
        TypeCode.DateTime => Values<DateTime>(group, field, cells),
        _ => Values<DateOnly>(group, field, cells),
    };

    static async Task Strings(ParquetRowGroupReader group, DataField field, Memory<object?> cells)
    {
        string[] values = new string[cells.Length];
        await group.ReadAsync(field, values.AsMemory()!).ConfigureAwait(false);
        for (int i = 0; i < values.Length; i++)
            cells.Span[i] = values[i];
    }

    static async Task Values<T>(ParquetRowGroupReader group, DataField field, Memory<object?> cells)
        where T : struct
    {
        if (field.IsNullable)
        {
            var given = new T?[cells.Length];
            await group.ReadAsync<T>(field, given.AsMemory()).ConfigureAwait(false);
            for (int i = 0; i < given.Length; i++)
                cells.Span[i] = given[i];
            return;
        }

        var values = new T[cells.Length];
        await group.ReadAsync<T>(field, values.AsMemory()).ConfigureAwait(false);
        for (int i = 0; i < values.Length; i++)
            cells.Span[i] = values[i];
    }
}
