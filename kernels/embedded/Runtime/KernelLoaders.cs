namespace ILGPU.Runtime;

/// <summary>Turns a static method into something to launch.</summary>
/// <remarks>One overload for each number of arguments, 1 to 14, as C# has no other way to say it.</remarks>
public static partial class KernelLoaders;

/// <summary>What can be seen of a kernel from outside.</summary>
static class KernelText
{
    /// <summary>
    /// 
    /// </summary>
    /// <exception cref="NotSupportedException">The kernel captures variables, which a device could not see.</exception>
    public static void Check(Delegate kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        const System.Reflection.BindingFlags Any = System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic;
        if (!kernel.Method.IsStatic && kernel.Target?.GetType().GetFields(Any) is { Length: > 0 })
            throw new NotSupportedException($"Kernel {kernel.Method.Name} captures variables; make it a static method and pass them as arguments.");
    }
}
