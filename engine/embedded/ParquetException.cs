namespace Parquet;

/// <summary>A Parquet file is damaged, or is used against its schema.</summary>
public class ParquetException : Exception
{
    /// <summary>Without a message.</summary>
    public ParquetException()
    {
    }

    /// <summary>With a message.</summary>
    public ParquetException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and its cause.</summary>
    public ParquetException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
