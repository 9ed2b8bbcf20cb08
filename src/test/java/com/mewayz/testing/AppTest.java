package com.mewayz.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts one {@link TestApp} for the test class and passes it to its constructor. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(AppTest.Extension.class)
public @interface AppTest {
    /** JUnit closes the program when the class is done, since it is closeable and kept in the class's store. */
    final class Extension implements ParameterResolver {
        private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(AppTest.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TestApp.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            var scope = context;
            while (scope.getParent().isPresent()
                    && scope.getParent().get().getTestClass().isPresent()) {
                scope = scope.getParent().get();
            }
            return scope.getStore(SPACE)
                    .getOrComputeIfAbsent(TestApp.class, key -> new Closing(new TestApp()), Closing.class)
                    .app();
        }
    }

    /** Closed by JUnit with the store that holds it. */
    record Closing(TestApp app) implements AutoCloseable {
        @Override
        public void close() {
            app.close();
        }
    }
}
