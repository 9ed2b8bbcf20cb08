package com.mewayz.platform.jobs;

import com.mewayz.platform.db.Db;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Lends the database's one writer to db-scheduler, which asks for connections: the writer waits until the borrowed
 * connection is "closed". The scheduler holds it for single statements only.
 */
final class WriterSource implements DataSource {
    private final Db db;

    WriterSource(Db db) {
        this.db = db;
    }

    @Override
    public Connection getConnection() {
        var lent = new CompletableFuture<Connection>();
        var returned = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> lend(lent, returned));
        return lent.join();
    }

    private void lend(CompletableFuture<Connection> lent, CountDownLatch returned) {
        try {
            db.alone(connection -> {
                lent.complete(borrowed(connection, returned));
                returned.await();
                if (!connection.getAutoCommit()) {
                    connection.setAutoCommit(true);
                }
                return true;
            });
        } catch (RuntimeException e) {
            lent.completeExceptionally(e);
        }
    }

    private static Connection borrowed(Connection connection, CountDownLatch returned) {
        return (Connection) Proxy.newProxyInstance(
                WriterSource.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        returned.countDown();
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection(String user, String password) {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
