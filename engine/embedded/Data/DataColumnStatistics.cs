namespace Parquet.Data;

/// <summary>What a file says of one column of one row group without its values being read.</summary>
public class DataColumnStatistics
{
    /// <summary>Nothing known.</summary>
    public DataColumnStatistics()
    {
    }

    /// <summary>These figures.</summary>
    public DataColumnStatistics(long? nullCount, long? distinctCount, object? minValue, object? maxValue)
    {
        NullCount = nullCount;
        DistinctCount = distinctCount;
        MinValue = minValue;
        MaxValue = maxValue;
    }

    /// <summary>Missing values.</summary>
    public long? NullCount { get; internal set; }

    /// <summary>Distinct values; never written here.</summary>
    public long? DistinctCount { get; internal set; }

    /// <summary>Smallest value that is a number; null when there is none.</summary>
    public object? MinValue { get; internal set; }

    /// <summary>Largest value that is a number; null when there is none.</summary>
    public object? MaxValue { get; internal set; }
}
