package com.mewayz.testing;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The texts that stand in Java sources, put together where they are sums of texts and constants. */
public final class Sources {
    private Sources() {}

    /**
     * A text in a file.
     *
     * @param whole whether all of it is known; where a value is added at run time, {@code value} ends before it
     */
    public record Text(String file, String value, boolean whole) {}

    public static List<Text> texts(Path folder) {
        var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        try (var files = compiler.getStandardFileManager(null, null, null);
                var paths = Files.walk(folder)) {
            var sources = paths.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            var task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
            var units = new ArrayList<CompilationUnitTree>();
            task.parse().forEach(units::add);
            var constants = new Constants();
            units.forEach(unit -> constants.scan(unit, null));
            var texts = new ArrayList<Text>();
            for (var unit : units) {
                var file =
                        folder.toUri().relativize(unit.getSourceFile().toUri()).getPath();
                new Reader(file, constants.values, texts).scan(unit, null);
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of an expression with every part that is known; null where the first part is not. */
    private static @Nullable Text text(
            String file, String type, ExpressionTree tree, Map<String, ExpressionTree> constants) {
        return switch (tree) {
            case LiteralTree literal when literal.getValue() instanceof String value -> new Text(file, value, true);
            case ParenthesizedTree inner -> text(file, type, inner.getExpression(), constants);
            case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS -> sum(file, type, sum, constants);
            case IdentifierTree name -> constant(file, type, type + "." + name.getName(), constants);
            case MemberSelectTree select
            when select.getExpression() instanceof IdentifierTree owner ->
                constant(file, type, owner.getName() + "." + select.getIdentifier(), constants);
            default -> null;
        };
    }

    private static @Nullable Text constant(
            String file, String type, String name, Map<String, ExpressionTree> constants) {
        var known = constants.get(name);
        return known == null ? null : text(file, name.substring(0, name.indexOf('.')), known, constants);
    }

    private static @Nullable Text sum(String file, String type, BinaryTree sum, Map<String, ExpressionTree> constants) {
        var left = text(file, type, sum.getLeftOperand(), constants);
        if (left == null || !left.whole) {
            return left;
        }
        var right = text(file, type, sum.getRightOperand(), constants);
        return right == null
                ? new Text(file, left.value, false)
                : new Text(file, left.value + right.value, right.whole);
    }

    /** Static finals by {@code Type.NAME}. */
    private static final class Constants extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final Map<String, ExpressionTree> values = new HashMap<>();
        private String type = "";

        @Override
        public @Nullable Void visitClass(ClassTree tree, @Nullable Void none) {
            var outer = type;
            type = tree.getSimpleName().toString();
            super.visitClass(tree, none);
            type = outer;
            return null;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree tree, @Nullable Void none) {
            if (tree.getModifiers().getFlags().contains(Modifier.FINAL)
                    && tree.getModifiers().getFlags().contains(Modifier.STATIC)
                    && tree.getInitializer() != null) {
                values.put(type + "." + tree.getName(), tree.getInitializer());
            }
            return super.visitVariable(tree, none);
        }
    }

    private static final class Reader extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final String file;
        private final Map<String, ExpressionTree> constants;
        private final List<Text> texts;
        private String type = "";

        Reader(String file, Map<String, ExpressionTree> constants, List<Text> texts) {
            this.file = file;
            this.constants = constants;
            this.texts = texts;
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, @Nullable Void none) {
            var outer = type;
            type = tree.getSimpleName().toString();
            super.visitClass(tree, none);
            type = outer;
            return null;
        }

        @Override
        public @Nullable Void visitLiteral(LiteralTree tree, @Nullable Void none) {
            add(tree);
            return null;
        }

        /** The whole sum counts, not its parts. */
        @Override
        public @Nullable Void visitBinary(BinaryTree tree, @Nullable Void none) {
            if (tree.getKind() == Tree.Kind.PLUS && add(tree)) {
                return null;
            }
            return super.visitBinary(tree, none);
        }

        private boolean add(ExpressionTree tree) {
            var text = text(file, type, tree, constants);
            if (text != null) {
                texts.add(text);
            }
            return text != null;
        }
    }
}
