using System.Reflection;
using System.Reflection.Emit;

namespace SurrogateEngine.Tests.Kernels.Device;

/// <summary>One instruction of a method's body.</summary>
/// <param name="Code">Its opcode.</param>
/// <param name="Operand">The method, field, type or string it names, or null.</param>
/// <param name="Constraint">The type a <c>constrained.</c> prefix names, or null.</param>
sealed record IlInstruction(OpCode Code, object? Operand, Type? Constraint);

/// <summary>Reads the intermediate language of a method, generic arguments filled in.</summary>
static class IlReader
{
    static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    public static IEnumerable<IlInstruction> Read(MethodBase method)
    {
        byte[] il = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        Type? constraint = null;
        for (int at = 0; at < il.Length;)
        {
            OpCode code = il[at] == 0xFE ? Codes[(short)(0xFE00 | il[at + 1])] : Codes[il[at]];
            at += code.Size;
            object? operand = Operand(method, code, il, at);
            at += Size(code, il, at);
            if (code == OpCodes.Constrained)
                constraint = (Type)operand!;
            else
            {
                yield return new(code, operand, constraint);
                constraint = null;
            }
        }
    }

    static object? Operand(MethodBase method, OpCode code, byte[] il, int at)
    {
        Type[] ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : [];
        Type[] ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
        return code.OperandType switch
        {
            OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok =>
                method.Module.ResolveMember(BitConverter.ToInt32(il, at), ofType, ofMethod),
            OperandType.InlineString => method.Module.ResolveString(BitConverter.ToInt32(il, at)),
            _ => null,
        };
    }

    static int Size(OpCode code, byte[] il, int at) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(il, at),
        _ => 4,
    };
}
