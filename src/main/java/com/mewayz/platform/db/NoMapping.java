package com.mewayz.platform.db;

import io.helidon.common.GenericType;
import io.helidon.common.mapper.Mapper;
import io.helidon.common.mapper.MapperException;
import io.helidon.common.mapper.MappersConfig;
import java.util.Optional;

/** Helidon's mapping of values, which is never asked: the columns of SQLite answer in the type they are asked for. */
@SuppressWarnings("removal") // the DB Client API of 4.1.7 asks for this type
final class NoMapping implements io.helidon.common.mapper.MapperManager {
    static final NoMapping INSTANCE = new NoMapping();

    private NoMapping() {}

    @Override
    public <S, T> T map(S value, GenericType<S> from, GenericType<T> to, String... qualifiers) {
        throw new MapperException(from, to, "columns are not mapped by Helidon");
    }

    @Override
    public <S, T> T map(S value, Class<S> from, Class<T> to, String... qualifiers) {
        return map(value, GenericType.create(from), GenericType.create(to), qualifiers);
    }

    @Override
    public <S, T> Optional<Mapper<S, T>> mapper(GenericType<S> from, GenericType<T> to, String... qualifiers) {
        return Optional.empty();
    }

    @Override
    public MappersConfig prototype() {
        throw new UnsupportedOperationException("columns are not mapped by Helidon");
    }
}
