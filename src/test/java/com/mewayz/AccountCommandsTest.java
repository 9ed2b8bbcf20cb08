package com.mewayz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mewayz.platform.Problem;
import org.junit.jupiter.api.Test;

class AccountCommandsTest {
    @Test
    void aConsoleThatIsClosedInsteadOfAPasswordIsARefusal() {
        var refused = catchThrowableOfType(Problem.class, () -> AccountCommands.UserCreate.typed(null));

        assertThat(refused.fields().get("password")).containsExactly("No password was typed, so no account was made.");
        assertThat(AccountCommands.UserCreate.typed("a password".toCharArray())).isEqualTo("a password");
    }
}
