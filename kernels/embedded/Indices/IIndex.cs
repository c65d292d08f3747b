namespace ILGPU;

/// <summary>What every index and every launch extent has in common.</summary>
public interface IIndex
{
    /// <summary>Number of items spanned.</summary>
    long Size { get; }
}
