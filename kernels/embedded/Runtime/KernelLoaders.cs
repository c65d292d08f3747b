using System.Reflection;
using System.Runtime.CompilerServices;

namespace ILGPU.Runtime;

/// <summary>Turns a static method into something to launch.</summary>
/// <remarks>One overload for each number of arguments, 1 to 14, as C# has no other way to say it.</remarks>
public static partial class KernelLoaders;

/// <summary>What can be seen of a kernel from outside.</summary>
static class KernelText
{
    /// <summary>Name of the assembly in which the real library builds its launchers.</summary>
    const string Launchers = "ILGPURuntime";

    const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <exception cref="NotSupportedException">The kernel captures variables, which a device could not see, or takes arguments that a launcher could not.</exception>
    public static void Check(Delegate kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        if (!kernel.Method.IsStatic && kernel.Target?.GetType().GetFields(Any) is { Length: > 0 })
            throw new NotSupportedException($"Kernel {kernel.Method.Name} captures variables; make it a static method and pass them as arguments.");
        foreach (var parameter in kernel.Method.GetParameters())
            if (!IsVisible(parameter.ParameterType))
                throw new NotSupportedException($"Argument {parameter.Name} of kernel {kernel.Method.Name} is of an internal type; make it public or its assembly's internals visible to {Launchers}.");
    }

    static bool IsVisible(Type type) =>
        (type.IsVisible || type.Assembly.GetCustomAttributes<InternalsVisibleToAttribute>().Any(friend => friend.AssemblyName == Launchers) || IsPublicGeneric(type))
        && type.GetGenericArguments().All(IsVisible);

    /// <summary>A public generic type is hidden only by its arguments, which are looked at one by one.</summary>
    static bool IsPublicGeneric(Type type) => type.IsGenericType && type.GetGenericTypeDefinition().IsVisible;
}
