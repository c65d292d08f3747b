using System.Reflection;
using System.Reflection.Emit;

namespace SurrogateEngine.Tests.Kernels.Device;

/// <summary>
/// Walks everything a kernel calls and notes what ILGPU 1.5.3 would refuse or spoil, for machines on which the embedded
/// stand-in runs anything. The rules are those its compiler was seen to have.
/// </summary>
sealed class KernelText
{
    static readonly OpCode[] Refused =
    [
        OpCodes.Throw, OpCodes.Rethrow, OpCodes.Box, OpCodes.Unbox, OpCodes.Unbox_Any, OpCodes.Castclass, OpCodes.Isinst,
        OpCodes.Ldstr, OpCodes.Ldftn, OpCodes.Ldvirtftn, OpCodes.Localloc, OpCodes.Stsfld, OpCodes.Newarr, OpCodes.Calli,
    ];

    static readonly OpCode[] ToReal = [OpCodes.Conv_R4, OpCodes.Conv_R8, OpCodes.Conv_R_Un];

    static readonly OpCode[] Comparisons = [OpCodes.Ceq, OpCodes.Clt, OpCodes.Clt_Un, OpCodes.Cgt, OpCodes.Cgt_Un];

    /// <summary>Functions of .NET that ILGPU knows, by type and name.</summary>
    static readonly HashSet<string> Known =
    [
        "Math.Abs", "Math.Max", "Math.Min", "Math.Sqrt", "MathF.Abs", "MathF.Max", "MathF.Min", "MathF.Sqrt",
        "BitConverter.SingleToInt32Bits", "BitConverter.Int32BitsToSingle", "BitConverter.DoubleToInt64Bits", "BitConverter.Int64BitsToDouble",
        "Single.IsNaN", "Double.IsNaN", "Single.IsFinite", "Double.IsFinite", "Single.IsInfinity", "Double.IsInfinity",
    ];

    readonly HashSet<MethodBase> seen = [];
    readonly List<string> faults = [];

    /// <summary>What is wrong with the kernel, one sentence each; nothing if all is well.</summary>
    public static IReadOnlyList<string> Faults(MethodBase kernel)
    {
        var text = new KernelText();
        text.Visit(kernel);
        return text.faults;
    }

    void Visit(MethodBase method)
    {
        if (!seen.Add(method))
            return;
        if (method.MethodImplementationFlags.HasFlag(MethodImplAttributes.NoInlining) && TakesAddresses(method))
            Note(method, "is marked NoInlining: on a device it becomes a call, and what it is given by reference goes to local memory");
        if (method.GetMethodBody() is { ExceptionHandlingClauses.Count: > 0 })
            Note(method, "has a try block");
        IlInstruction? before = null;
        foreach (IlInstruction instruction in IlReader.Read(method))
        {
            Judge(method, instruction);
            if (ToReal.Contains(instruction.Code) && IsCondition(before))
                Note(method, "makes a number of a condition, which reaches PTX with the bits of an integer; choose between two numbers instead");
            before = instruction;
        }
    }

    static bool IsCondition(IlInstruction? instruction) =>
        instruction is not null && (Comparisons.Contains(instruction.Code) || instruction.Operand is MethodInfo called && called.ReturnType == typeof(bool));

    static bool TakesAddresses(MethodBase method) =>
        !method.IsStatic || method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef);

    void Judge(MethodBase method, IlInstruction instruction)
    {
        if (Refused.Contains(instruction.Code))
            Note(method, $"uses {instruction.Code.Name}");
        if (instruction is { Operand: FieldInfo { IsStatic: true, IsInitOnly: false, IsLiteral: false } field })
            Note(method, $"uses the mutable static {field.Name}");
        if (instruction.Operand is MethodBase called)
            Follow(method, instruction, called);
    }

    void Follow(MethodBase method, IlInstruction instruction, MethodBase called)
    {
        if (instruction.Code == OpCodes.Newobj && !called.DeclaringType!.IsValueType)
            Note(method, $"makes an object, {called.DeclaringType.Name}");
        MethodBase? target = called is MethodInfo { IsVirtual: true } face ? Resolve(method, face, instruction.Constraint) : called;
        if (target is null || target.DeclaringType!.Namespace is { } space && space.StartsWith("ILGPU", StringComparison.Ordinal))
            return;
        if (target.Module.Assembly.GetName().Name!.StartsWith("SurrogateEngine", StringComparison.Ordinal))
            Visit(target);
        else if (!Known.Contains($"{target.DeclaringType!.Name}.{target.Name}"))
            Note(method, $"calls {target.DeclaringType.FullName}.{target.Name}, which a device does not have");
    }

    /// <summary>What a call through an interface ends at, or null after noting that ILGPU cannot tell.</summary>
    MethodInfo? Resolve(MethodBase method, MethodInfo face, Type? constraint)
    {
        if (constraint is not { IsValueType: true } || !face.DeclaringType!.IsInterface)
        {
            if (face.DeclaringType!.IsInterface || !face.IsFinal)
                Note(method, $"calls {face.DeclaringType.Name}.{face.Name} virtually");
            return null;
        }

        MethodInfo target = TargetOf(constraint, face);
        if (!target.IsStatic && target.DeclaringType!.IsInterface)
            Note(method, $"calls {face.Name} of {constraint.Name}, which only {face.DeclaringType.Name} has a body for");
        return face.IsGenericMethod ? target.MakeGenericMethod(face.GetGenericArguments()) : target;
    }

    static MethodInfo TargetOf(Type constraint, MethodInfo face)
    {
        MethodInfo definition = face.IsGenericMethod ? face.GetGenericMethodDefinition() : face;
        InterfaceMapping map = constraint.GetInterfaceMap(face.DeclaringType!);
        int at = Array.IndexOf(map.InterfaceMethods, definition);
        return map.TargetMethods[at];
    }

    void Note(MethodBase method, string what) => faults.Add($"{method.DeclaringType?.Name.Split('`')[0]}.{method.Name} {what}.");
}
